namespace MobileDist.PullRequests;

/// <summary>Where a release is installed from.</summary>
/// <param name="Address">http or https; anything else is shown as text and not linked.</param>
/// <param name="Reach">From how far away it opens.</param>
/// <param name="Reason">Why not from everywhere, in one or two sentences; null when it does.</param>
public sealed record CommentLink(string Address, LinkReach Reach, string? Reason = null);
