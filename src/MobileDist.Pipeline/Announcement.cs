using System.Collections.Immutable;

namespace MobileDist.Pipeline;

/// <summary>What a run has to tell the pull request.</summary>
/// <param name="Markdown">The comment about all releases.</param>
/// <param name="CommentFile">Absolute path of the same text.</param>
/// <param name="Links">The addresses to draw as QR codes, with the app's name and version.</param>
public sealed record Announcement(string Markdown, string CommentFile, ImmutableArray<AnnouncedLink> Links);
