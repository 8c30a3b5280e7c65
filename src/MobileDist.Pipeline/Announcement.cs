using System.Collections.Immutable;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>What a run has to tell the pull request.</summary>
/// <param name="Markdown">The comment about all releases.</param>
/// <param name="CommentFile">Absolute path of the same text.</param>
/// <param name="Links">The addresses to draw as QR codes, with the app's name and version.</param>
public sealed record Announcement(string Markdown, string CommentFile, ImmutableArray<AnnouncedLink> Links)
{
    /// <summary>A row for each release, whether or not a comment is wanted.</summary>
    public ImmutableArray<CommentRelease> Rows { get; init; } = [];

    /// <summary>What goes to the pull request: one comment for all releases, or one for each app.</summary>
    public ImmutableArray<CommentModel> Comments { get; init; } = [];

    /// <summary>What became of each of <see cref="Comments"/>, in their order; empty where there was nowhere to write them.</summary>
    public ImmutableArray<CommentDelivery> Deliveries { get; init; } = [];
}
