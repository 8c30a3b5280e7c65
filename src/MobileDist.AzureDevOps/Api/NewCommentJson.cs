namespace MobileDist.AzureDevOps;

/// <summary>A comment that opens a thread.</summary>
internal sealed record NewCommentJson(string Content)
{
    /// <summary>0: no comment is above it.</summary>
    public int ParentCommentId { get; init; }

    public string CommentType { get; init; } = "text";
}
