namespace MobileDist.PullRequests;

/// <summary>What carries the link on the pull request beside the comment.</summary>
public enum LinkTargetKind
{
    /// <summary>A deployment to an environment of the pull request, with a button that opens the link.</summary>
    Deployment = 0,

    /// <summary>A check on the commit, with the comment's text as its summary.</summary>
    CheckRun = 1,
}
