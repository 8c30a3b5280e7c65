namespace MobileDist.GitHub;

/// <summary>The change that a pull request offers.</summary>
internal sealed record PullRequestHead
{
    public string? Sha { get; init; }

    /// <summary>Null when the fork was deleted.</summary>
    public PullRequestRepository? Repo { get; init; }
}
