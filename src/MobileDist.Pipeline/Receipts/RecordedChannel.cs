using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    /// <summary>Whether it was saved on the way: a run goes on from it, and nothing is announced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unfinished { get; init; }

    /// <summary>Why it could not carry the package, in one sentence; only of one that is unfinished.</summary>
    public string? Failure { get; init; }

    /// <summary>The channel's own plain data to go on from; no secrets. Null where nothing can be taken up.</summary>
    public JsonElement? Resume { get; init; }

    /// <summary>As testers know it: <c>TestFlight</c>; null for the plain link.</summary>
    public string? Title { get; init; }

    /// <summary>Who gets it, in words; null where the reach of the link says it.</summary>
    public string? Audience { get; init; }

    /// <summary>What a tester does, in order, beside following the link.</summary>
    public ImmutableArray<RecordedStep> Steps
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What the store said at the end; null where there is nothing to prove.</summary>
    public RecordedProof? Proof { get; init; }

    /// <summary>Whether a list has an empty place, which no program of ours leaves.</summary>
    [JsonIgnore]
    public bool HasGaps => Files.Any(file => file is null) || Steps.Any(step => step?.Text is null) || (Proof?.Groups.Any(group => group?.Name is null) ?? false);

    /// <summary>The address to show, on the machine that the output folder is on now.</summary>
    public string Address(string outputFolder) =>
        Link ?? (Page is null ? "" : new Uri(OutputPath.Resolve(outputFolder, Page)).AbsoluteUri);
}
