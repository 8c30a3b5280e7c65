using System.Collections.Immutable;
using MobileDist.InstallLinks;

namespace MobileDist.Pipeline.Receipts;

/// <summary>Where a channel put the package.</summary>
/// <param name="Channel">As in the settings: <c>link</c>.</param>
/// <param name="Host">As in the settings: <c>folder</c>.</param>
/// <param name="Inputs">Digest of what was published and how.</param>
internal sealed record RecordedChannel(string Channel, string Host, string Inputs)
{
    /// <summary>The install page's address; null when it is a file of this computer, at <see cref="Page"/>.</summary>
    public string? Link { get; init; }

    /// <summary>The install page relative to the output folder; null when it lies elsewhere.</summary>
    public string? Page { get; init; }

    /// <summary>The QR code's address for a comment; null when a comment's reader could not load it.</summary>
    public string? QrImage { get; init; }

    public ReachScope Reach { get; init; }

    /// <summary>Why the link reaches that far.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When the link stops working; null when it does not.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What was written under the output folder.</summary>
    public ImmutableArray<RecordedFile> Files
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The address to show, on the machine that the output folder is on now.</summary>
    public string Address(string outputFolder) =>
        Link ?? (Page is null ? "" : new Uri(OutputPath.Resolve(outputFolder, Page)).AbsoluteUri);
}
