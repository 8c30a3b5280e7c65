using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>Whether the pull request of a run after another one (<c>workflow_run</c>) is known.</summary>
public abstract record PullRequestFinding
{
    private PullRequestFinding()
    {
    }

    /// <summary>It is.</summary>
    /// <param name="Facts">The platform's, with number and link.</param>
    public sealed record Found(CiFacts Facts) : PullRequestFinding;

    /// <summary>There is nothing to look for: another event names its pull request itself, or has none.</summary>
    public sealed record NotAsked : PullRequestFinding;

    /// <summary>None can be taken for sure.</summary>
    /// <param name="Reason">One sentence.</param>
    public sealed record None(string Reason) : PullRequestFinding;

    /// <summary>GitHub refused, or could not be reached.</summary>
    /// <param name="Fault">Why, with the permission that is missing.</param>
    public sealed record Failed(Fault Fault) : PullRequestFinding;
}
