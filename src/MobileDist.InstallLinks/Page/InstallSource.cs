namespace MobileDist.InstallLinks;

/// <summary>Where a package came from, as far as it is known; all of it is text from outside.</summary>
public sealed record InstallSource
{
    /// <summary>Full commit hash.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit's page; only http and https become links.</summary>
    public string? CommitLink { get; init; }

    public string? Branch { get; init; }

    /// <summary>The pull request as people name it: <c>#42</c>.</summary>
    public string? PullRequest { get; init; }

    /// <summary>The pull request's page; only http and https become links.</summary>
    public string? PullRequestLink { get; init; }
}
