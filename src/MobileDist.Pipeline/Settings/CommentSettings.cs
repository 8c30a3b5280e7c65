using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Settings;

/// <summary>Whether and how the pull request is told.</summary>
/// <param name="Mode">Null for no comment at all.</param>
/// <param name="PerApp">A comment for each app instead of one for all.</param>
/// <param name="Required">Whether a comment that could not be written fails the run.</param>
internal sealed record CommentSettings(CommentMode? Mode, bool PerApp, bool Required);
