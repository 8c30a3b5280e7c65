using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>What a channel works with beside the package.</summary>
/// <param name="Earlier">What the receipt has of this channel, unfinished or of other inputs too; null the first time.</param>
/// <param name="Save">Writes an unfinished record into the receipt at once; a run that ends here goes on from it.</param>
/// <param name="Tell">The stage, to inform, skip and warn.</param>
internal sealed record ChannelWork(RecordedChannel? Earlier, Action<RecordedChannel> Save, StageWork Tell);
