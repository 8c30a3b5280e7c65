namespace MobileDist.GitHub;

/// <summary>A comment as GitHub takes it.</summary>
internal sealed record CommentDraft(string Body);
