using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Install page, link and QR code.</summary>
internal sealed class LinkChannel(ChannelSettings.Link settings) : IChannel
{
    // Goes up when the page or what lies beside it changes, so that an update of ours reaches pages published before.
    private const string PageVersion = "1";

    public string Name => settings.Name;

    public string InputsOf(SignedPackage package) => Fingerprint.Of(
        ("page", PageVersion),
        ("url", settings.Url),
        ("package", package.Digest),
        ("label", package.Info.Label),
        ("throw-away", package.Signer.ThrowAway.ToString()));

    public async Task<RecordedChannel> PublishAsync(SignedPackage package, StageContext context, CancellationToken cancellationToken)
    {
        var host = Host(context);
        var hosted = await host.PublishAsync(
            new InstallBundle
            {
                ReleaseKey = package.Key,
                PackagePath = package.FullPath,
                FileName = Path.GetFileName(package.FullPath),
                Package = package.Info,
                PackageDigest = package.Digest,
                Signing = new SigningFacts(package.Signer.CertificateDigest, package.Signer.ThrowAway),
                Source = context.Source,
            },
            context.Progress,
            cancellationToken);
        var site = Path.GetDirectoryName(hosted.QrPngPath)!;
        CopyQrCodes(hosted, Path.GetDirectoryName(site)!);
        var isFile = settings.Url is null;
        return new RecordedChannel(Name, host.Name, InputsOf(package))
        {
            Link = isFile ? null : hosted.Link,
            Page = isFile ? OutputPath.Of(context.OutputFolder, Path.Combine(site, "index.html")) : null,
            QrImage = hosted.QrImageLink,
            Reach = hosted.Reach.Scope,
            Reason = hosted.Reach.Reason,
            Expires = hosted.Expires,
            Files = await FilesAsync(site, context, cancellationToken),
        };
    }

    public Task<WithdrawOutcome> WithdrawAsync(string releaseKey, StageContext context, CancellationToken cancellationToken) =>
        Host(context).WithdrawAsync(releaseKey, cancellationToken);

    private FolderHost Host(StageContext context) =>
        new(new FolderHostOptions { Root = context.OutputFolder, BaseUrl = settings.Url }, context.Clock);

    // CI steps that attach or print the code look beside the receipt, whatever host carries the page.
    private static void CopyQrCodes(HostedInstall hosted, string folder)
    {
        foreach (var path in new[] { hosted.QrPngPath, hosted.QrSvgPath })
        {
            PendingFile.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), File.ReadAllBytes(path));
        }
    }

    private static async Task<ImmutableArray<RecordedFile>> FilesAsync(string site, StageContext context, CancellationToken cancellationToken)
    {
        var files = new List<RecordedFile>();
        foreach (var path in Directory.EnumerateFiles(site).Order(StringComparer.Ordinal))
        {
            files.Add(RecordedFiles.Record(context.OutputFolder, path, await FileDigest.ComputeAsync(path, context.Progress, cancellationToken)));
        }

        return [.. files];
    }
}
