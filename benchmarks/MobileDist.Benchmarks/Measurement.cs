namespace MobileDist.Benchmarks;

/// <summary>What one run took.</summary>
/// <param name="Elapsed">Wall time, start of the process to its end.</param>
/// <param name="PeakBytes">The most memory that one process of it held; null where the system does not say.</param>
internal readonly record struct Measurement(TimeSpan Elapsed, long? PeakBytes)
{
    /// <summary>Two steps one after the other: times add up, memory is the larger of the two.</summary>
    public Measurement Then(Measurement next)
        => new(Elapsed + next.Elapsed, PeakBytes is null || next.PeakBytes is null ? null : Math.Max(PeakBytes.Value, next.PeakBytes.Value));
}
