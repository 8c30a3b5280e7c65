using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>All counted rounds of one iOS package; the two lists have one item a round, taken one after the other.</summary>
internal sealed record IpaResult(int Megabytes, long Bytes, ImmutableArray<Measurement> Ours, ImmutableArray<Measurement> Limit)
{
    /// <summary>How many times the limit we took, round by round.</summary>
    public Spread TimesLimit => Spread.Of(Ours.Zip(Limit, (ours, limit) => ours.Elapsed / limit.Elapsed));
}
