using System.Collections.Immutable;
using MobileDist.GooglePlay;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Internal app sharing: a link for one package, without a track, a review, or a version code of its own; any key and debuggable packages will do.</summary>
internal sealed class PlaySharingChannel(ReleaseSettings release, PlaySettings settings) : IChannel
{
    public string Name => ChannelSettings.PlaySharing.ChannelName;

    public string Title => PlayRecords.SharingTitle;

    public string Host => PlayRecords.SharingHost;

    public async Task CheckAsync(StageContext context, CancellationToken cancellationToken)
    {
        using var session = PlaySession.Open(settings.Access, context);
        if ((settings.PackageName ?? PackageAtHand.Read(release)?.Identifier) is not { } packageName)
        {
            await session.SignInAsync(cancellationToken);
            return;
        }

        // Read without an edit, so that no other job's ends; what the account may not read, it may not share either.
        await new PlayProofReader(session.Api).ReadAsync(packageName, PlaySettings.DefaultTrack, 0, [], cancellationToken);
    }

    public string InputsOf(SignedPackage package, StageContext context) => Fingerprint.Of(("package", package.Digest));

    public Task<bool> HoldsAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<ChannelOutcome> PublishAsync(SignedPackage package, ChannelWork work, StageContext context, CancellationToken cancellationToken)
    {
        var play = PlayPackage.For(package, settings);
        var draft = new RecordedChannel(Name, Host, InputsOf(package, context));
        var before = PlayResume.Of(work.Earlier).Shared;
        var now = context.Clock.GetUtcNow();
        if (before is not null && string.Equals(before.Digest, package.Digest, StringComparison.Ordinal) && before.Expires() > now)
        {
            work.Tell.Inform($"Internal app sharing has the package already: {before.Link}");
            return new ChannelOutcome(Recorded(draft, before, package, context), Changed: false);
        }

        using var session = PlaySession.Open(settings.Access, context);
        var uploaded = await new PlayInternalSharing(session.Api).UploadAsync(play.Name, package.FullPath, play.Kind, package.Digest, context.Progress, cancellationToken);
        var shared = new SharedLink(play.Name, package.Digest, uploaded.Link.AbsoluteUri, uploaded.CertificateFingerprint, now);
        var record = Recorded(draft, shared, package, context);
        work.Save(record);
        work.Tell.Inform(shared.CertificateFingerprint is { } certificate
            ? $"Shared. Google signed it with a key of its own, certificate SHA-256 {certificate}: services that know apps by their certificate, such as Maps, have to know this one."
            : "Shared. Google signed it with a key of its own.");
        return new ChannelOutcome(record, Changed: true);
    }

    // Codes may come again there, so that none is the next.
    public Task<string?> NextBuildNumberAsync(string identifier, string versionName, StageContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<ImmutableArray<(string Host, WithdrawOutcome Outcome)>> WithdrawAsync(
        string releaseKey, ImmutableArray<RecordedChannel> recorded, StageContext context, CancellationToken cancellationToken)
    {
        var shared = recorded.Select(record => PlayResume.Of(record).Shared).FirstOrDefault(link => link is not null);
        WithdrawOutcome outcome = shared is not null && shared.Expires() <= context.Clock.GetUtcNow()
            ? new WithdrawOutcome.NothingThere()
            : new WithdrawOutcome.NotPossible(PlayFaults.SharingStays(shared?.Expires()));
        return Task.FromResult(ImmutableArray.Create((Title, outcome)));
    }

    private static RecordedChannel Recorded(RecordedChannel draft, SharedLink shared, SignedPackage package, StageContext context)
    {
        var record = PlayRecords.Of(draft with { Resume = new PlayResume { Shared = shared }.ToJson() }, shared);
        QrFiles.Write(record.Link, PlayRecords.SharingTitle, Path.Combine(context.OutputFolder, package.Key));
        return record;
    }
}
