namespace MobileDist.PullRequests;

/// <summary>What became of a release.</summary>
public abstract record CommentOutcome
{
    private CommentOutcome()
    {
    }

    /// <summary>Whether somebody can install it now.</summary>
    public bool IsInstallable => this is Published;

    /// <summary>It can be installed from its link.</summary>
    public sealed record Published : CommentOutcome;

    /// <summary>It did not get that far.</summary>
    /// <param name="Reason">The error's headline.</param>
    public sealed record Failed(string Reason) : CommentOutcome;

    /// <summary>It was left out on purpose.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Skipped(string Reason) : CommentOutcome;

    /// <summary>It was there and was taken down.</summary>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why: <c>the pull request was closed</c>.</param>
    public sealed record Withdrawn(DateTimeOffset At, string Reason) : CommentOutcome;
}
