namespace MobileDist.PullRequests;

/// <summary>Where the comment of a run goes: a pull request of some platform. Several jobs may write at the same time.</summary>
public interface ICommentTarget
{
    /// <summary>For messages: <c>GitHub pull request #12</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Brings these rows into the comment, beside those that other jobs wrote, and makes sure that they stay there. A
    /// refusal by the platform is an outcome and no exception: the distribution does not fail because the comment did.
    /// </summary>
    Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken);
}
