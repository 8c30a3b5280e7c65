using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>What was done with the members of a group. Addresses are whole: they are for whoever gave them, not for a log.</summary>
public sealed record GroupSyncReport
{
    public required GoogleGroup Group { get; init; }

    /// <summary>Were members before.</summary>
    public ImmutableArray<string> Already { get; init; } = [];

    /// <summary>New in the group.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Left the group.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>Google did not do it, with the reason; the fault names the address masked.</summary>
    public ImmutableArray<(string Address, Fault Why)> Failed { get; init; } = [];

    public bool HasChanged => Added.Length + Removed.Length > 0;

    /// <summary>Fit for a log.</summary>
    public override string ToString() => $"{Group.Email}: {Already.Length} already in, {Added.Length} added, {Removed.Length} removed, {Failed.Length} failed";
}
