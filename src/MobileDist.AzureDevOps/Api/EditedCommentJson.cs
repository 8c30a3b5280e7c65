namespace MobileDist.AzureDevOps;

/// <summary>What changes in a comment.</summary>
internal sealed record EditedCommentJson(string Content);
