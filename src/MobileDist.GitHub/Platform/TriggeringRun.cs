using System.Collections.Immutable;

namespace MobileDist.GitHub;

/// <summary>The run that this one follows (<c>workflow_run</c>), as far as it tells whose pull request it was.</summary>
internal sealed record TriggeringRun
{
    /// <summary>What started it: <c>pull_request</c>, <c>push</c>.</summary>
    public string? Event { get; init; }

    /// <summary>The commit that it built.</summary>
    public string? Commit { get; init; }

    public string? Branch { get; init; }

    /// <summary>Whose repository the branch is in; null when that was deleted.</summary>
    public string? Owner { get; init; }

    /// <summary>The number of that repository, which a rename does not change; 0 when it was deleted.</summary>
    public long RepositoryId { get; init; }

    /// <summary>Open pull requests as GitHub lists them beside the run: none for forks.</summary>
    public ImmutableArray<PullRequestResource> PullRequests { get; init; } = [];

    public bool IsOfPullRequest => Event?.StartsWith("pull_request", StringComparison.Ordinal) == true;

    /// <summary>
    /// The pull requests among these whose head is the very commit, in the very repository, that the run built. Any other
    /// number could be that of somebody else's pull request.
    /// </summary>
    public ImmutableArray<PullRequestResource> Own(IEnumerable<PullRequestResource> candidates) =>
        Commit is null || RepositoryId == 0 ? [] : [.. candidates.Where(IsOwn).DistinctBy(pull => pull.Number)];

    private bool IsOwn(PullRequestResource pull) => pull is { Number: > 0, Head.Repo: { } repository }
        && pull.State is (null or "open")
        && repository.Id == RepositoryId
        && string.Equals(pull.Head?.Sha, Commit, StringComparison.Ordinal);
}
