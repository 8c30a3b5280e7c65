namespace MobileDist.PullRequests;

/// <summary>What a platform says about the run. Each may be absent; branch and title come from whoever opened the pull request.</summary>
public sealed record CiFacts
{
    /// <summary>Nothing is known: a run on somebody's own machine.</summary>
    public static CiFacts None { get; } = new();

    /// <summary>The repository as the platform writes it: <c>owner/name</c>, or project and repository.</summary>
    public string? Repository { get; init; }

    /// <summary>Null outside of pull requests.</summary>
    public int? PullRequestNumber { get; init; }

    /// <summary>The pull request's page.</summary>
    public string? PullRequestLink { get; init; }

    /// <summary>What whoever opened the pull request called it; null when the platform does not tell.</summary>
    public string? PullRequestTitle { get; init; }

    /// <summary>What whoever opened the pull request wrote, Markdown; null when there is nothing or the platform does not tell.</summary>
    public string? PullRequestText { get; init; }

    /// <summary>Full hash of the commit that was pushed, not of the merge that the platform made for the test.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit's page.</summary>
    public string? CommitLink { get; init; }

    /// <summary>Branch of the change, without <c>refs/heads/</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The run's page.</summary>
    public string? RunLink { get; init; }

    /// <summary>The platform's running number of runs, of all workflows that write on one pull request; 0 when it has none.</summary>
    public long RunNumber { get; init; }

    /// <summary>Which attempt of the same run, 1 for the first; 0 when it has none.</summary>
    public int RunAttempt { get; init; }

    /// <summary>Whether this is the run of a fork's change, where there are no secrets and the token may only read.</summary>
    public bool IsFork { get; init; }

    /// <summary>Folder that the platform empties after the job; null for the system's own.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>Folder that the platform keeps; null when it has none.</summary>
    public string? ArtifactFolder { get; init; }

    /// <summary>The platform's web address: <c>https://github.com</c>, or a company's own server.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The address of its API.</summary>
    public string? ApiAddress { get; init; }
}
