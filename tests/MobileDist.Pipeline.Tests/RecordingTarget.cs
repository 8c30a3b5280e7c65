using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Tests;

/// <summary>A pull request that keeps what is written on it and answers as it was told.</summary>
internal sealed class RecordingTarget(CommentDelivery answer) : ICommentTarget
{
    public List<CommentModel> Written { get; } = [];

    public string Name => "pull request #12";

    public Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken)
    {
        Written.Add(model);
        return Task.FromResult(answer);
    }
}
