using System.Collections.Immutable;
using System.Globalization;
using MobileDist.GooglePlay;
using MobileDist.InstallLinks;
using MobileDist.Packages.Android;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>A track of Google Play: from the signed package to testers who get it from the store, read back from Google at the end.</summary>
internal sealed class PlayChannel(ReleaseSettings release, PlaySettings settings) : IChannel
{
    public string Name => ChannelSettings.Play.ChannelName;

    public string Title => PlayRecords.Title;

    public string Host => PlayRecords.Host;

    public Task CheckAsync(StageContext context, CancellationToken cancellationToken) => new PlayCheck(release, settings).RunAsync(context, cancellationToken);

    public string InputsOf(SignedPackage package, StageContext context) => Fingerprint.Of(
        ("package", package.Digest),
        ("track", settings.Track),
        ("status", settings.Status.ToString()),
        ("groups", string.Join('\n', settings.Groups)));

    // Only Google knows whether testers still have it: it is asked each time.
    public Task<bool> HoldsAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<ChannelOutcome> PublishAsync(SignedPackage package, ChannelWork work, StageContext context, CancellationToken cancellationToken)
    {
        var play = PlayPackage.ForTrack(package, settings);
        var people = PlayPeople.Read(settings, context.Settings.RosterFile);
        if (people.Faults() is { IsEmpty: false } faults)
        {
            throw new DistributionException(ExitCode.Settings, faults);
        }

        var folder = Path.Combine(context.OutputFolder, package.Key);
        using var session = PlaySession.Open(settings.Access, context);
        var run = new PlayRun(settings, session, new RecordedChannel(Name, Host, InputsOf(package, context)), work, context);
        MembersStep.WriteList(run, people, folder);
        await MembersStep.SyncAsync(run, people, cancellationToken);
        await PublicationStep.RunAsync(run, package, play, release.Android is { NextVersionCode: true }, cancellationToken);
        var proof = await ProofStep.RunAsync(run, play.Name, play.VersionCode, cancellationToken);
        TellOf(run, proof);
        await UniversalApkStep.RunAsync(run, package, play, folder, cancellationToken);
        var record = PlayRecords.Of(run.Record, settings, proof, context.Clock.GetUtcNow());
        QrFiles.Write(record.Link, Title, folder);
        return new ChannelOutcome(record, run.HasChanged);
    }

    public async Task<string?> NextBuildNumberAsync(string identifier, string versionName, StageContext context, CancellationToken cancellationToken)
    {
        using var session = PlaySession.Open(settings.Access, context);
        var next = await new PlayVersionCodes(session.Api).NextAsync(identifier, cancellationToken);
        return next <= AndroidVersion.LargestCode
            ? next.ToString(CultureInfo.InvariantCulture)
            : throw new DistributionException(ExitCode.Refused, PlayFaults.NoVersionCodeLeft(identifier));
    }

    public async Task<ImmutableArray<(string Host, WithdrawOutcome Outcome)>> WithdrawAsync(
        string releaseKey, ImmutableArray<RecordedChannel> recorded, StageContext context, CancellationToken cancellationToken)
    {
        var known = recorded.Select(record => PlayResume.Of(record).Publication).FirstOrDefault(record => record is not null);
        if ((known?.PackageName ?? settings.PackageName ?? PackageAtHand.Read(release)?.Identifier) is not { } packageName)
        {
            return [(Title, new WithdrawOutcome.NotPossible(PlayFaults.UnknownForWithdrawal))];
        }

        using var session = PlaySession.Open(settings.Access, context);
        var outcome = await new PlayWithdrawal(session.Api).HaltAsync(packageName, known?.Track ?? settings.Track, known?.VersionCode, PublicationStep.MarkOf(context), cancellationToken);
        return [(Title, outcome switch
        {
            PlayWithdrawalOutcome.Halted => new WithdrawOutcome.Removed(),
            PlayWithdrawalOutcome.Refused refused => new WithdrawOutcome.NotPossible($"{refused.Fault.Headline} {refused.Fault.Remedy}".TrimEnd().TrimEnd('.')),
            _ => new WithdrawOutcome.NothingThere(),
        })];
    }

    // What nobody can install is a failure, unless it was asked for.
    private void TellOf(PlayRun run, PlayProof.OnTrack proof)
    {
        switch (proof)
        {
            case { Obstacle: { } obstacle } when PlayRecords.IsAsAskedFor(settings, proof.State):
                run.Tell.Warn(PlayFaults.NobodyYet(obstacle));
                break;
            case { Obstacle: { } obstacle, State: PlayReleaseState.InReview or PlayReleaseState.Unknown }:
                run.Tell.Warn(obstacle);
                break;
            case { Obstacle: { } obstacle }:
                run.Save(run.Resume);
                throw new DistributionException(ExitCode.Unproved, PlayFaults.NobodyCanInstall(settings.Track, obstacle));
            default:
                run.Tell.Inform($"Read back from Google: the track '{PlainText.Clean(settings.Track)}' serves {proof.ReleaseName ?? "the release"}.");
                break;
        }
    }
}
