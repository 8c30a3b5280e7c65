namespace MobileDist.InstallLinks;

/// <summary>
/// The host that needs no service: a folder for each release with the package, <c>index.html</c>, <c>qr.png</c>,
/// <c>qr.svg</c> and <c>release.json</c>, for iOS the manifest and two icons as well. Copy it to any web server, or let <see cref="SiteServer"/> serve it.
/// </summary>
public sealed class FolderHost(FolderHostOptions options, TimeProvider time) : IInstallHost
{
    /// <summary>As the settings name it.</summary>
    public const string HostName = "folder";

    private const UnixFileMode ReadableByTheWebServer =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public string Name => HostName;

    /// <summary>Nothing: whether the folder takes files shows when the first one is written.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<HostedInstall> PublishAsync(InstallBundle bundle, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var folder = SiteFolderOf(bundle.ReleaseKey);
        var link = LinkOf(bundle.ReleaseKey, folder);
        if (!File.Exists(bundle.PackagePath))
        {
            throw InstallLinkFaults.PackageMissing(bundle.PackagePath);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var site = SiteSwap.Begin(folder);
            var file = await WriteAsync(bundle, link, site.StagingFolder, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            site.Commit();
            return Hosted(bundle, file, link, folder);
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            throw InstallLinkFaults.CannotWrite(folder, inner);
        }
    }

    public Task<bool> HoldsAsync(InstallBundle bundle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        cancellationToken.ThrowIfCancellationRequested();
        var file = bundle.StoresOnly ? ReleaseManifest.PageFile : PackageFileName.For(bundle);
        return Task.FromResult(File.Exists(Path.Combine(SiteFolderOf(bundle.ReleaseKey), file)));
    }

    public Task<WithdrawOutcome> WithdrawAsync(string releaseKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(SiteSwap.Remove(SiteFolderOf(releaseKey)));
    }

    private string SiteFolderOf(string releaseKey) =>
        Path.GetFullPath(Path.Combine(options.Root, ReleaseKey.Checked(releaseKey), options.Subfolder))
            .TrimEnd(Path.DirectorySeparatorChar);

    private SiteLink LinkOf(string releaseKey, string folder)
    {
        if (options.BaseUrl is null)
        {
            var page = new Uri(Path.Combine(folder, ReleaseManifest.PageFile));
            return new SiteLink(page, new Reach(
                ReachScope.ThisComputer,
                "This page is a file on the computer that made it. Serve its folder, or copy it to a web server, before you scan."));
        }

        var path = options.Subfolder.Length == 0 ? $"{releaseKey}/" : $"{releaseKey}/{Uri.EscapeDataString(options.Subfolder)}/";
        var address = new Uri(SiteAddress.Parse(options.BaseUrl), path);
        return new SiteLink(address, SiteAddress.ReachOf(address));
    }

    /// <returns>What holds the package: its file, or the page that leads to the stores.</returns>
    private async Task<string> WriteAsync(
        InstallBundle bundle, SiteLink link, string folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var fileName = PackageFileName.For(bundle);
        var size = bundle.StoresOnly ? new FileInfo(bundle.PackagePath).Length : CopyPackage(bundle.PackagePath, Path.Combine(folder, fileName), progress);
        cancellationToken.ThrowIfCancellationRequested();
        var site = new InstallSite
        {
            Bundle = bundle,
            PackageFile = fileName,
            PackageSize = size,
            AddressOf = name => new Uri(link.Page, name),
            Link = link.Page.AbsoluteUri,
            Reach = link.Reach,
            PublishedAt = time.GetUtcNow(),
        };
        await site.WriteAsync(folder, cancellationToken);
        return bundle.StoresOnly ? ReleaseManifest.PageFile : fileName;
    }

    // File.Copy lets the file system share the blocks where it can, and streams otherwise; the package never passes through memory.
    private static long CopyPackage(string source, string target, IProgress<WorkProgress>? progress)
    {
        var work = $"Copying {Path.GetFileName(source)}";
        var size = new FileInfo(source).Length;
        progress?.Report(new WorkProgress(work, 0, size));
        File.Copy(source, target);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, ReadableByTheWebServer);
        }

        progress?.Report(new WorkProgress(work, size, size));
        return new FileInfo(target).Length;
    }

    private static HostedInstall Hosted(InstallBundle bundle, string file, SiteLink link, string folder) => new()
    {
        Link = link.Page.AbsoluteUri,
        PackageLink = new Uri(link.Page, file).AbsoluteUri,
        Reach = link.Reach,
        PagePath = Path.Combine(folder, ReleaseManifest.PageFile),
        QrPngPath = Path.Combine(folder, ReleaseManifest.QrPngFile),
        QrSvgPath = Path.Combine(folder, ReleaseManifest.QrSvgFile),
        LocalFiles = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)],
        // Comments load images through the platform's own proxy, which takes https from the open network only.
        QrImageLink = link.Reach.Scope == ReachScope.Internet && WebScheme.IsSecure(link.Page)
            ? new Uri(link.Page, ReleaseManifest.QrPngFile).AbsoluteUri
            : null,
        Expires = bundle.Expires?.ToUniversalTime(),
    };
}
