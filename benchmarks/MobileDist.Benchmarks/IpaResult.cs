using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>All counted rounds of one iOS package; the lists have one item a round.</summary>
/// <param name="Megabytes">As it was asked for.</param>
/// <param name="Ours">The signing program, from its start to its end.</param>
/// <param name="Limit">In turn with that.</param>
/// <param name="Work">The signing alone, inside a process that runs already.</param>
/// <param name="WorkLimit">In turn with that, inside the same process.</param>
/// <param name="Sealing">The limit with the digests that a seal needs, in turn with those.</param>
internal sealed record IpaResult(
    int Megabytes,
    ImmutableArray<Measurement> Ours,
    ImmutableArray<Measurement> Limit,
    ImmutableArray<Measurement> Work,
    ImmutableArray<Measurement> WorkLimit,
    ImmutableArray<Measurement> Sealing)
{
    /// <summary>How many times the limit the work took, round by round.</summary>
    public Spread WorkTimesLimit => Spread.Of(Work.Zip(WorkLimit, (work, limit) => work.Elapsed / limit.Elapsed));

    /// <summary>How many times the limit the digests alone bring it to, round by round.</summary>
    public Spread SealingTimesLimit => Spread.Of(Sealing.Zip(WorkLimit, (sealing, limit) => sealing.Elapsed / limit.Elapsed));

    /// <summary>How many times the limit with the digests the work took, round by round.</summary>
    public Spread WorkTimesSealing => Spread.Of(Work.Zip(Sealing, (work, sealing) => work.Elapsed / sealing.Elapsed));

    /// <summary>How many times the limit we took, round by round.</summary>
    public Spread TimesLimit => Spread.Of(Ours.Zip(Limit, (ours, limit) => ours.Elapsed / limit.Elapsed));
}
