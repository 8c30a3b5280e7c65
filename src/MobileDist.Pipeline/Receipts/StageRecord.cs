using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MobileDist.Pipeline.Receipts;

/// <summary>What every stage leaves in the receipt.</summary>
internal record StageRecord
{
    public required StageState State { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    /// <summary>Digest of everything that went in; the stage need not run again while it is the same.</summary>
    public string? Inputs { get; init; }

    /// <summary>SHA-256 of the package that it worked on: what was signed, what was published.</summary>
    public string? Subject { get; init; }

    public ImmutableArray<RecordedFile> Outputs
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Warnings that did not stop it.</summary>
    public ImmutableArray<RecordedFault> Warnings
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Set when and only when it failed.</summary>
    public RecordedFailure? Failure { get; init; }

    /// <summary>The commit that it ran on; null when that is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The package that came out; for building and signing.</summary>
    public PackageFacts? Package { get; init; }

    /// <summary>For signing.</summary>
    public RecordedSigner? Signer { get; init; }

    /// <summary>For signing, where signing decides who can install.</summary>
    public RecordedAudience? Audience { get; init; }

    /// <summary>For publishing: the channels that have the package.</summary>
    public ImmutableArray<RecordedChannel> Channels
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    [JsonIgnore]
    public bool IsDone => State == StageState.Done;

    /// <summary>Whether a list has an empty place, which no program of ours leaves.</summary>
    [JsonIgnore]
    public bool HasGaps =>
        Outputs.Any(file => file is null)
        || Channels.Any(channel => channel is null || channel.HasGaps)
        || (Signer?.Schemes.Any(scheme => scheme is null) ?? false)
        || (Audience is { } audience && audience.CanInstall.Concat(audience.CannotInstall).Any(name => name is null))
        || Warnings.Concat(Failure?.Faults ?? []).Any(fault => fault is null || fault.Details.Any(detail => detail is null));
}
