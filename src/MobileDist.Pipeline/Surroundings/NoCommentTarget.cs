using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>Stands where no comment can be written, and says why.</summary>
internal sealed class NoCommentTarget(string name, CommentDelivery delivery) : ICommentTarget
{
    public string Name => name;

    public Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken) => Task.FromResult(delivery);
}
