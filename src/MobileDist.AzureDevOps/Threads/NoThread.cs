using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>The target of a run that has no pull request to write to, or nothing to write with.</summary>
internal sealed class NoThread(CommentDelivery delivery) : ICommentTarget
{
    public string Name => "Azure DevOps";

    public Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken) => Task.FromResult(delivery);
}
