using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>Stands where no link can be shown beside the comment, and says why.</summary>
internal sealed class NoLinkTarget(string name, CommentDelivery delivery) : ILinkTarget
{
    public string Name => name;

    public Task<CommentDelivery> WriteAsync(CommentRelease release, CancellationToken cancellationToken) => Task.FromResult(delivery);
}
