using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>What was read back from the store at the end: the ground on which the announcement says who can install.</summary>
/// <param name="Availability">The best of all groups.</param>
/// <param name="At">When it was read.</param>
internal sealed record RecordedProof(Availability Availability, DateTimeOffset At)
{
    /// <summary>Why not now; null when somebody can.</summary>
    public string? Reason { get; init; }

    /// <summary>Each group by itself; empty where the store has none.</summary>
    public ImmutableArray<RecordedGroup> Groups
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
