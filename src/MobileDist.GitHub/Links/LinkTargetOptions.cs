namespace MobileDist.GitHub;

/// <summary>What <see cref="DeploymentTarget"/> and <see cref="CheckRunTarget"/> write to.</summary>
public sealed record LinkTargetOptions
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit that was built; null when it is not known: then nothing is written.</summary>
    public required string? Commit { get; init; }

    /// <summary>Part of the environment's name; null outside of pull requests.</summary>
    public int? PullRequestNumber { get; init; }

    /// <summary><c>https://github.com</c>, or a company's own server.</summary>
    public string ServerAddress { get; init; } = "https://github.com";

    /// <summary>Whether the change comes from a fork; chooses the words of a refusal.</summary>
    public bool IsFork { get; init; }
}
