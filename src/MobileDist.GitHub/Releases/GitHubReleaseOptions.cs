namespace MobileDist.GitHub;

/// <summary>Where a <see cref="GitHubReleaseHost"/> publishes.</summary>
public sealed record GitHubReleaseOptions
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The pull request whose pre-release it is; null outside of pull requests, where the host refuses.</summary>
    public required int? PullRequestNumber { get; init; }

    /// <summary><c>https://github.com</c>, or a company's own server.</summary>
    public string ServerAddress { get; init; } = "https://github.com";

    /// <summary>The output folder, in which page and QR code are kept for later stages.</summary>
    public required string Root { get; init; }

    /// <summary>Whether the change comes from a fork; chooses the words of a refusal.</summary>
    public bool IsFork { get; init; }
}
