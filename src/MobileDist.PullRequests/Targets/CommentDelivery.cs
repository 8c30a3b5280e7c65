namespace MobileDist.PullRequests;

/// <summary>What became of the comment, or of what carries the link beside it.</summary>
public abstract record CommentDelivery
{
    private CommentDelivery()
    {
    }

    /// <summary>It stands there, and was read back.</summary>
    /// <param name="Link">Its page.</param>
    /// <param name="IsNew">Whether it was created by this run; otherwise one that was there has been changed.</param>
    public sealed record Written(string Link, bool IsNew) : CommentDelivery;

    /// <summary>There is nothing to write to, and that is no error.</summary>
    /// <param name="Reason">One sentence: not a pull request.</param>
    public sealed record Skipped(string Reason) : CommentDelivery;

    /// <summary>The platform refused or could not be reached.</summary>
    /// <param name="Fault">Why, with the permission that is missing or what else to do.</param>
    /// <param name="ExitCode"><see cref="ExitCode.Refused"/> or <see cref="ExitCode.Unreachable"/>, for those who want the run to fail then.</param>
    public sealed record Failed(Fault Fault, ExitCode ExitCode) : CommentDelivery;
}
