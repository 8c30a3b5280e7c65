using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>A way to the testers' phones.</summary>
internal interface IChannel
{
    /// <summary>As in the settings: <c>link</c>.</summary>
    string Name { get; }

    /// <summary>As testers know it: <c>TestFlight</c>.</summary>
    string Title { get; }

    /// <summary>Who carries packages for it, as in its records.</summary>
    string Host { get; }

    /// <summary>Finds out what would keep the channel from carrying a package, before one is made.</summary>
    /// <exception cref="DistributionException">It cannot carry one, or could not be asked.</exception>
    Task CheckAsync(StageContext context, CancellationToken cancellationToken);

    /// <summary>Digest of what would be published, where and how; while it is the same, publishing again changes nothing.</summary>
    string InputsOf(SignedPackage package, StageContext context);

    /// <summary>
    /// Whether the package that was published is still where it was put. False from a channel that must look again each time:
    /// it is asked to publish, finds everything done, and says so.
    /// </summary>
    Task<bool> HoldsAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken);

    /// <summary>Whether all that it could do is to lead to the channels before it, of which none has the package.</summary>
    bool LeadsNowhere(SignedPackage package, StageContext context) => false;

    /// <summary>Publishes, or goes on where an earlier run stopped.</summary>
    /// <exception cref="DistributionException">Refused, not reached, not finished in time, or published and nobody can install it; what was done is saved before.</exception>
    Task<ChannelOutcome> PublishAsync(SignedPackage package, ChannelWork work, StageContext context, CancellationToken cancellationToken);

    /// <summary>The build number that the store takes next; null where the channel counts none.</summary>
    /// <param name="identifier">Application id or bundle identifier.</param>
    /// <param name="versionName">The version that people see.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    Task<string?> NextBuildNumberAsync(string identifier, string versionName, StageContext context, CancellationToken cancellationToken);

    /// <summary>Takes the release down from wherever it may be: where the receipt says, and where the settings would put it.</summary>
    /// <param name="releaseKey">The release.</param>
    /// <param name="recorded">What the receipt says of this channel; empty on a machine that has no receipt.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <returns>What became of it at each host.</returns>
    Task<ImmutableArray<(string Host, WithdrawOutcome Outcome)>> WithdrawAsync(
        string releaseKey, ImmutableArray<RecordedChannel> recorded, StageContext context, CancellationToken cancellationToken);
}
