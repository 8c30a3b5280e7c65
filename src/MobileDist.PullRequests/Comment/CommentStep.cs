namespace MobileDist.PullRequests;

/// <summary>Something that a tester does before the app is on the phone.</summary>
/// <param name="Text">A sentence; comes from outside and is escaped when drawn.</param>
/// <param name="Link">Where it is done; null when it needs no address.</param>
public sealed record CommentStep(string Text, string? Link = null);
