using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Stages;

/// <summary>One app on one platform in one run: what is wanted, and what the stages have learned so far.</summary>
/// <param name="Settings">What is wanted.</param>
/// <param name="Receipt">As it is saved.</param>
internal sealed record Release(ReleaseSettings Settings, Receipt Receipt)
{
    public string Key => Settings.Key;

    /// <summary>Where this run stopped for this release; null while it goes on.</summary>
    public StageName? FailedAt { get; init; }

    /// <summary>Whether the last stage found its work done by an earlier run.</summary>
    public bool TookOver { get; init; }

    public Release With(StageName stage, StageRecord record) => this with { Receipt = Receipt.With(stage, record) };
}
