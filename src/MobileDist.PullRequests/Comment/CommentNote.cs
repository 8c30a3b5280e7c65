namespace MobileDist.PullRequests;

/// <summary>A sentence beside a release; plain text.</summary>
/// <param name="IsWarning">Something will not work or not last; otherwise it is good to know.</param>
/// <param name="Text">The sentence.</param>
public sealed record CommentNote(bool IsWarning, string Text);
