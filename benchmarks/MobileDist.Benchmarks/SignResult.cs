using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>All counted rounds of one task; the three lists have one item a round, taken one after the other.</summary>
internal sealed record SignResult(
    int Megabytes, long Bytes, SigningTask Task, ImmutableArray<Measurement> Ours, ImmutableArray<Measurement> Peers, ImmutableArray<Measurement> Limit)
{
    public static Spread Seconds(ImmutableArray<Measurement> runs) => Spread.Of(runs.Select(run => run.Elapsed.TotalSeconds));

    /// <summary>How many times longer the peers took, round by round.</summary>
    public Spread TimesFaster => Spread.Of(Peers.Zip(Ours, (peers, ours) => peers.Elapsed / ours.Elapsed));

    /// <summary>How many times the limit we took, round by round.</summary>
    public Spread TimesLimit => Spread.Of(Ours.Zip(Limit, (ours, limit) => ours.Elapsed / limit.Elapsed));

    /// <summary>The largest of all rounds; null where the system does not say.</summary>
    public static long? Peak(ImmutableArray<Measurement> runs) => runs.Any(run => run.PeakBytes is null) ? null : runs.Max(run => run.PeakBytes);
}
