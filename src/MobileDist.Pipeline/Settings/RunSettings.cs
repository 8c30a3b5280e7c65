using System.Collections.Immutable;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Settings;

/// <summary>What one run is to do, with every source of settings already weighed.</summary>
/// <param name="OutputFolder">Absolute.</param>
/// <param name="ConfigFile">Absolute; null for a run without a file.</param>
/// <param name="Fresh">Start over, whatever the receipts say.</param>
/// <param name="Comment">Whether and how the pull request is told.</param>
/// <param name="Announce">What carries the link beside the comment; null for nothing.</param>
/// <param name="Releases">In the order of the file.</param>
internal sealed record RunSettings(string OutputFolder, string? ConfigFile, bool Fresh, CommentSettings Comment, LinkTargetKind? Announce, ImmutableArray<ReleaseSettings> Releases);
