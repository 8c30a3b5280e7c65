using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing;

/// <summary>What a channel did.</summary>
/// <param name="Record">Where the package is now, and who can install it.</param>
/// <param name="Changed">False when everything was as it should be before.</param>
internal sealed record ChannelOutcome(RecordedChannel Record, bool Changed);
