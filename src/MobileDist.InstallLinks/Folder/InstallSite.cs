using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>
/// The files beside a package, which every host carries: page, QR code in two forms, <c>release.json</c>; for iOS the
/// manifest and two icons.
/// </summary>
public sealed record InstallSite
{
    public required InstallBundle Bundle { get; init; }

    /// <summary>The package's name where the host puts it, beside the page; needs no escaping. Not used for a package that stores alone carry.</summary>
    public required string PackageFile { get; init; }

    /// <summary>Bytes.</summary>
    public required long PackageSize { get; init; }

    /// <summary>
    /// Absolute address of a file of the site, by the name that the site gives it (<see cref="PackageFile"/>,
    /// <see cref="AppleSiteFile"/>): a manifest must name addresses where a page can do with its own folder.
    /// </summary>
    public required Func<string, Uri> AddressOf { get; init; }

    /// <summary>Absolute address that the QR code holds.</summary>
    public required string Link { get; init; }

    public required Reach Reach { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Writes the files into a folder that exists.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="DistributionException">A package of this format cannot be installed from a link.</exception>
    public async Task<InstallSiteFiles> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var package = Bundle.Package;
        var apple = package.Format == PackageFormat.Ipa && !Bundle.StoresOnly ? AppleSite.For(package, PackageFile, AddressOf) : null;
        var model = new InstallPageModel
        {
            Package = package,
            Action = apple?.Action ?? (Bundle, package.Format) switch
            {
                ({ StoresOnly: true, Stores: [var first, ..] }, _) => new InstallAction.OpenStore(first),
                ({ StoresOnly: false }, PackageFormat.Apk) => new InstallAction.DownloadApk(PackageFile),
                _ => throw InstallLinkFaults.NotInstallableByLink(package.Format),
            },
            Stores = Bundle.Stores,
            PackageSize = PackageSize,
            PackageDigest = Bundle.PackageDigest,
            Signing = Bundle.Signing,
            PageLink = Link,
            Reach = Reach,
            PublishedAt = PublishedAt,
            Audience = Bundle.Audience,
            Expires = Bundle.Expires,
            Source = Bundle.Source,
            Notes = Bundle.Notes,
        };
        var files = new InstallSiteFiles(
            Path.Combine(folder, ReleaseManifest.PageFile),
            Path.Combine(folder, ReleaseManifest.QrPngFile),
            Path.Combine(folder, ReleaseManifest.QrSvgFile),
            Path.Combine(folder, ReleaseManifest.FileName));
        files = apple is null ? files : await apple.WriteAsync(package, folder, files, cancellationToken);
        var code = QrCode.For(Link);
        await File.WriteAllBytesAsync(files.QrPng, code.ToPng(), cancellationToken);
        await File.WriteAllTextAsync(files.QrSvg, code.ToSvg($"Install {package.Label}"), cancellationToken);
        await File.WriteAllTextAsync(files.Page, InstallPage.Render(model), cancellationToken);
        await File.WriteAllTextAsync(files.Manifest, ReleaseManifest.Of(Bundle, model, Bundle.StoresOnly ? null : PackageFile).ToJson(), cancellationToken);
        return files;
    }
}
