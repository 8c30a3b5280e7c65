namespace MobileDist.PullRequests;

/// <summary>Where a release's link stands beside the comment, on platforms that have such a place.</summary>
public interface ILinkTarget
{
    /// <summary>For messages: <c>GitHub deployments</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Shows what became of the release: its link, or that it was withdrawn. Doing it twice leaves one. A refusal by the
    /// platform is an outcome and no exception: the distribution does not fail because of it.
    /// </summary>
    Task<CommentDelivery> WriteAsync(CommentRelease release, CancellationToken cancellationToken);
}
