using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.TestFlight;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>TestFlight: from the signed package to testers who can install it, read back from Apple at the end.</summary>
internal sealed class TestFlightChannel(ReleaseSettings release, TestFlightSettings settings) : IChannel
{
    public string Name => ChannelSettings.TestFlight.ChannelName;

    public string Title => TestFlightRecord.Title;

    public string Host => TestFlightRecord.Host;

    public Task CheckAsync(StageContext context, CancellationToken cancellationToken) => new TestFlightCheck(release, settings).RunAsync(context, cancellationToken);

    public string InputsOf(SignedPackage package, StageContext context) => Fingerprint.Of(
        ("package", package.Digest),
        ("app", settings.AppId),
        ("groups", string.Join('\n', settings.Groups)),
        ("pull-request", PullRequestMark.LineOf(context.Facts)));

    // Only Apple knows whether testers still have it: it is asked each time.
    public Task<bool> HoldsAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<ChannelOutcome> PublishAsync(SignedPackage package, ChannelWork work, StageContext context, CancellationToken cancellationToken)
    {
        if (package.Signer.ThrowAway)
        {
            throw new DistributionException(ExitCode.Unfit, TestFlightFaults.ThrowAway(package.Key));
        }

        var version = package.Info.VersionName ?? throw new DistributionException(ExitCode.Unfit, TestFlightFaults.NoVersion(package.Key));
        var people = RosterPeople.Read(settings, context.Settings.RosterFile);
        if (people.Faults() is { IsEmpty: false } faults)
        {
            throw new DistributionException(ExitCode.Settings, faults);
        }

        using var session = AppleSession.Open(settings.Access, context);
        var app = await FindAppAsync(session, package.Info.Identifier, cancellationToken);
        var platform = ApplePlatformNames.FromSdk(package.Info.Ios?.Platform ?? "") ?? ApplePlatform.Ios;
        var identity = new BuildIdentity(app.Id, version, package.Info.BuildNumber, platform);
        var draft = new RecordedChannel(Name, Host, InputsOf(package, context));
        var run = new TestFlightRun(settings, session.Api, app, identity, draft, work, context);
        if (run.Resume.Upload is null && TestFlightCheck.IsComplianceOpen(package.Info, settings))
        {
            throw new DistributionException(ExitCode.Settings, TestFlightFaults.ComplianceNotStated());
        }

        var choice = await GroupChoice.ReadAsync(new BetaGroups(session.Api), app.Id, settings, cancellationToken);
        var upload = await UploadStep.RunAsync(run, package, release.Ios is { NextBuildNumber: true }, cancellationToken);
        var build = await WaitStep.RunAsync(run, upload, isComplianceAnswered: false, cancellationToken);
        if (build.IsExpired)
        {
            run.Save(run.Resume with { Upload = null, RejectedBuildNumber = identity.BuildNumber });
            throw new DistributionException(ExitCode.Refused, TestFlightFaults.ExpiredAlready(identity));
        }

        build = await ComplianceStep.RunAsync(run, upload, build, cancellationToken);
        return await new TestFlightDelivery(run, choice, people).RunAsync(package.Key, build, upload.WebAddress, cancellationToken);
    }

    public async Task<string?> NextBuildNumberAsync(string identifier, string versionName, StageContext context, CancellationToken cancellationToken)
    {
        using var session = AppleSession.Open(settings.Access, context);
        var app = await FindAppAsync(session, identifier, cancellationToken);
        return await new AppleBuilds(session.Api).NextNumberAsync(app.Id, versionName, ApplePlatform.Ios, cancellationToken);
    }

    public async Task<ImmutableArray<(string Host, WithdrawOutcome Outcome)>> WithdrawAsync(
        string releaseKey, ImmutableArray<RecordedChannel> recorded, StageContext context, CancellationToken cancellationToken)
    {
        var resume = TestFlightResume.Of(recorded.FirstOrDefault());
        using var session = AppleSession.Open(settings.Access, context);
        if ((settings.AppId ?? resume.AppId ?? await FindByIdentifierAsync(session, cancellationToken)) is not { } appId)
        {
            return [(Title, new WithdrawOutcome.NotPossible(TestFlightFaults.AppUnknownForWithdrawal))];
        }

        var testing = new BuildTesting(session.Api);
        var mark = PullRequestMark.Of(context.Facts);
        var expired = 0;
        foreach (var build in await OlderBuilds.FindAsync(session.Api, appId, resume.Upload?.Identity.Platform ?? ApplePlatform.Ios, mark ?? resume.PullRequest, resume, cancellationToken))
        {
            expired += await testing.ExpireAsync(build.Id, cancellationToken) is Change.Made ? 1 : 0;
        }

        return [(Title, expired > 0 ? new WithdrawOutcome.Removed() : new WithdrawOutcome.NothingThere())];
    }

    private async Task<AppleApp> FindAppAsync(AppleSession session, string bundleId, CancellationToken cancellationToken)
    {
        var apps = new AppleApps(session.Api);
        if (settings.AppId is not { } id)
        {
            return await apps.FindAsync(bundleId, cancellationToken);
        }

        var app = await apps.GetAsync(id, cancellationToken);
        return string.Equals(app.BundleId, bundleId, StringComparison.Ordinal) ? app : throw new DistributionException(ExitCode.Settings, TestFlightFaults.OtherApp(bundleId, app));
    }

    private async Task<string?> FindByIdentifierAsync(AppleSession session, CancellationToken cancellationToken) =>
        (release.Ios?.Identifier ?? PackageAtHand.Read(release)?.Identifier) is { } identifier ? (await new AppleApps(session.Api).FindAsync(identifier, cancellationToken)).Id : null;
}
