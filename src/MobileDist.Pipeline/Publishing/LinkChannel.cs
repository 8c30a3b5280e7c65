using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Install page, link and QR code, at whichever host carries them.</summary>
internal sealed class LinkChannel(ChannelSettings.Link settings, ReleaseSettings release) : IChannel
{
    // Goes up when the page or what lies beside it changes, so that an update of ours reaches pages published before.
    private const string PageVersion = "3";

    public string Name => settings.Name;

    public string Title => StorePage.Title;

    string IChannel.Host => settings.Host;

    public Task CheckAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (release.Ios is { BuildType: AppleBuildType.AppStore } && release.Channels is [ChannelSettings.Link])
        {
            throw new DistributionException(ExitCode.Settings, KeyFaults.NoLinkForAppStore(release.Key));
        }

        // Told here, where no store has the package yet.
        if (LinkHosts.IsRelease(settings.Host) && IsForStores())
        {
            throw new DistributionException(ExitCode.Settings, KeyFaults.NoPageOnRelease(release.Key));
        }

        return Host(context).CheckAsync(cancellationToken);
    }

    public string InputsOf(SignedPackage package, StageContext context) => InputsOfDirect(DirectPackage.Of(package, context), context);

    private string InputsOfDirect(SignedPackage package, StageContext context) => Fingerprint.Of(
        ("page", PageVersion),
        ("host", settings.Host),
        ("place", LinkHosts.IsRelease(settings.Host) ? $"{context.Facts.Repository}#{context.Facts.PullRequestNumber}" : settings.Url),
        ("package", package.Digest),
        ("label", package.Info.Label),
        ("throw-away", package.Signer.ThrowAway.ToString()),
        ("audience", package.Audience is null ? null : AudienceOf(package.Audience)),
        ("stores", StorePage.Inputs(package)));

    public Task<bool> HoldsAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken) =>
        Host(context).HoldsAsync(Bundle(DirectPackage.Of(package, context), context), cancellationToken);

    public bool LeadsNowhere(SignedPackage package, StageContext context)
    {
        package = DirectPackage.Of(package, context);
        return StorePage.IsOnly(package) && StorePage.Of(package).IsEmpty;
    }

    public async Task<ChannelOutcome> PublishAsync(SignedPackage package, ChannelWork work, StageContext context, CancellationToken cancellationToken)
    {
        package = DirectPackage.Of(package, context);
        var stores = StorePage.Of(package);
        if (StorePage.IsOnly(package) && stores.IsEmpty)
        {
            throw LinkFit.Refusal(package.Info) is { } refusal
                ? new DistributionException(ExitCode.Unfit, refusal)
                : new DistributionException(ExitCode.Settings, KeyFaults.NoLinkForAppStore(package.Key));
        }

        var host = Host(context);
        if (StorePage.IsOnly(package) && LinkHosts.IsRelease(settings.Host))
        {
            throw new DistributionException(ExitCode.Settings, KeyFaults.NoPageOnRelease(package.Key));
        }

        var hosted = await host.PublishAsync(Bundle(package, context), context.Progress, cancellationToken);
        CopyQrCodes(hosted, Path.Combine(context.OutputFolder, package.Key));
        var isFile = new Uri(hosted.Link).IsFile;
        var record = new RecordedChannel(Name, host.Name, InputsOfDirect(package, context))
        {
            Link = isFile ? null : hosted.Link,
            Page = isFile ? OutputPath.Of(context.OutputFolder, hosted.PagePath) : null,
            QrImage = hosted.QrImageLink,
            Reach = hosted.Reach.Scope,
            Reason = hosted.Reach.Reason,
            Expires = hosted.Expires,
            Title = StorePage.IsOnly(package) ? StorePage.Title : null,
            Audience = StorePage.IsOnly(package) ? StorePage.AudienceOf(package) : null,
            Proof = StorePage.IsOnly(package) ? StorePage.ProofOf(package) : null,
            Files = await FilesAsync(hosted, context, cancellationToken),
        };
        return new ChannelOutcome(record, Changed: true);
    }

    public Task<string?> NextBuildNumberAsync(string identifier, string versionName, StageContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task<ImmutableArray<(string Host, WithdrawOutcome Outcome)>> WithdrawAsync(
        string releaseKey, ImmutableArray<RecordedChannel> recorded, StageContext context, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<(string, WithdrawOutcome)>();
        foreach (var name in recorded.Select(channel => channel.Host).Append(settings.Host).Distinct(StringComparer.Ordinal))
        {
            outcomes.Add((name, InstallHosts.Find(name, settings.Url, context) is { } host
                ? await host.WithdrawAsync(releaseKey, cancellationToken)
                : new WithdrawOutcome.NotPossible(LinkHosts.IsRelease(name) ? PipelineFaults.ReleaseHostNotHere : PipelineFaults.UnknownHost(name))));
        }

        return outcomes.ToImmutable();
    }

    // What a build will make is not known before; then it shows when it is published.
    private bool IsForStores() => release.Ios is { BuildType: AppleBuildType.AppStore }
        || (release.Channels.Any(channel => channel is ChannelSettings.Play { Settings.UniversalApk: false } or ChannelSettings.PlaySharing)
            && !release.Channels.Any(channel => channel is ChannelSettings.Play { Settings.UniversalApk: true })
            && PackageAtHand.Read(release) is { Format: PackageFormat.Aab });

    private static InstallBundle Bundle(SignedPackage package, StageContext context) => new()
    {
        ReleaseKey = package.Key,
        PackagePath = package.FullPath,
        FileName = Path.GetFileName(package.FullPath),
        Package = package.Info,
        PackageDigest = package.Digest,
        Signing = new SigningFacts(package.Signer.CertificateDigest, package.Signer.ThrowAway),
        Source = context.Source,
        Stores = StorePage.Of(package),
        StoresOnly = StorePage.IsOnly(package),
        Audience = package.Audience is not { } audience ? null : new InstallAudience
        {
            AnyDevice = audience.AnyDevice,
            DeviceCount = audience.DeviceCount,
            CanInstall = audience.CanInstall,
            CannotInstall = audience.CannotInstall,
            ProfileExpires = audience.ProfileExpires,
        },
    };

    private static string AudienceOf(RecordedAudience audience) =>
        string.Join('\n', [$"{audience.AnyDevice}", $"{audience.DeviceCount}", $"{audience.ProfileExpires:O}", .. audience.CanInstall, "-", .. audience.CannotInstall]);

    // Settings that ask for a host which is not here have ended the run before.
    private IInstallHost Host(StageContext context) =>
        InstallHosts.Find(settings.Host, settings.Url, context) ?? throw new InvalidOperationException($"No host is made for '{settings.Host}'.");

    // CI steps that attach or print the code look beside the receipt, whatever host carries the page.
    private static void CopyQrCodes(HostedInstall hosted, string folder)
    {
        foreach (var path in new[] { hosted.QrPngPath, hosted.QrSvgPath })
        {
            PendingFile.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), File.ReadAllBytes(path));
        }
    }

    private static async Task<ImmutableArray<RecordedFile>> FilesAsync(HostedInstall hosted, StageContext context, CancellationToken cancellationToken)
    {
        var files = new List<RecordedFile>();
        foreach (var path in hosted.LocalFiles)
        {
            files.Add(RecordedFiles.Record(context.OutputFolder, path, await FileDigest.ComputeAsync(path, context.Progress, cancellationToken)));
        }

        return [.. files];
    }
}
