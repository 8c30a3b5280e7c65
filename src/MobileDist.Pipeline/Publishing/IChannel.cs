using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>A way to the testers' phones.</summary>
internal interface IChannel
{
    /// <summary>As in the settings: <c>link</c>.</summary>
    string Name { get; }

    /// <summary>Digest of what would be published and how; while it is the same, publishing again changes nothing.</summary>
    string InputsOf(SignedPackage package);

    Task<RecordedChannel> PublishAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken);

    Task<WithdrawOutcome> WithdrawAsync(string releaseKey, StageContext context, CancellationToken cancellationToken);
}
