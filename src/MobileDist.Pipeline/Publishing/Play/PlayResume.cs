using System.Text.Json;
using MobileDist.GooglePlay;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>What the receipt keeps of Google Play, for a run that goes on and for taking a release down. No secrets, nobody's name.</summary>
internal sealed record PlayResume
{
    /// <summary>The app's default language; null before it was asked for.</summary>
    public string? Language { get; init; }

    /// <summary>How far the client got.</summary>
    public PlayRecord? Publication { get; init; }

    /// <summary>A version code that Play will not take: <see cref="Stages.NextBuildNumber"/> does not keep it.</summary>
    public string? RejectedBuildNumber { get; init; }

    /// <summary>What Play made of the bundle; null before, and where it was not asked for.</summary>
    public UniversalApk? Universal { get; init; }

    /// <summary>The package in internal app sharing; null before.</summary>
    public SharedLink? Shared { get; init; }

    /// <summary>What a record holds; empty when there is none, or none that can be understood.</summary>
    public static PlayResume Of(RecordedChannel? record)
    {
        try
        {
            return record?.Resume?.Deserialize(PlayJson.Default.PlayResume) ?? new PlayResume();
        }
        catch (JsonException)
        {
            // Another version's, or made by hand: what was done is found at Google.
            return new PlayResume();
        }
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, PlayJson.Default.PlayResume);
}
