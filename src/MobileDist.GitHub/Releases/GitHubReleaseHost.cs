using MobileDist.InstallLinks;
using MobileDist.Packages;

namespace MobileDist.GitHub;

/// <summary>
/// The host of public repositories: one pre-release for each pull request (tag <c>mobiledist-pr-12</c>) with package,
/// page, QR code and <c>release.json</c> of each app among its files.
/// </summary>
/// <remarks>
/// <para>
/// The install link is the package's own address, <c>…/releases/download/TAG/KEY.apk</c>: a phone downloads it without a
/// login, and Android offers to install it. The page cannot be the link: GitHub hands every file of a release out as an
/// attachment, so a browser would store <c>index.html</c> and not show it. What the page says stands on the release's
/// page as Markdown, QR code included; the page itself lies beside the package for mirrors. For the same reason there is
/// no <see cref="HostedInstall.QrImageLink"/>: the image proxy of comments takes images only.
/// </para>
/// <para>
/// An IPA has no address that installs it, and GitHub's Markdown drops <c>itms-services</c> links. There the link is the
/// page's address all the same: the browser stores it, and its button works from the stored copy, because the manifest
/// behind it names absolute addresses.
/// </para>
/// <para>
/// The names of the files are the same for each push, so a link stays good. Files are uploaded under another name and take
/// their place when all are whole. The tag stands on the default branch and not on the pull request's commit: a tag on a
/// commit that changes workflows needs a permission that no job's token has.
/// </para>
/// </remarks>
public sealed class GitHubReleaseHost : IInstallHost
{
    /// <summary>As the settings name it.</summary>
    public const string HostName = "github-release";

    // Rivals may change files and text meanwhile; whoever writes last reads all files, so a few rounds are plenty.
    private const int DescribeRounds = 5;
    private const int LongestLabel = 100;

    private readonly GitHubReleaseOptions _options;
    private readonly ReleaseApi _releases;
    private readonly TimeProvider _time;

    /// <exception cref="DistributionException">The repository is not of the form <c>owner/name</c>.</exception>
    public GitHubReleaseHost(GitHubApi api, GitHubReleaseOptions options, TimeProvider time)
    {
        _options = options with { Repository = RepositoryName.Checked(options.Repository) };
        _releases = new ReleaseApi(api, _options.Repository);
        _time = time;
    }

    public string Name => HostName;

    private string? Tag => _options.PullRequestNumber is { } number ? $"mobiledist-pr-{number}" : null;

    // There "public" means everybody; elsewhere it may mean everybody with an account.
    private bool IsTheService => string.Equals(new Uri(_options.ServerAddress).Host, "github.com", StringComparison.OrdinalIgnoreCase);

    private string RequiredTag => Tag ?? throw GitHubFaults.NoPullRequestForRelease();

    /// <summary>Whether there is a pull request whose release it could be, and phones may load from it without a login.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        _ = RequiredTag;
        try
        {
            await RequireOpenRepositoryAsync(cancellationToken);
        }
        catch (GitHubRefusedException refused)
        {
            throw GitHubFaults.Release(refused.Failure, _options.Repository, _options.IsFork);
        }
    }

    public async Task<bool> HoldsAsync(InstallBundle bundle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var name = new ReleaseAssetNames(ReleaseKey.Checked(bundle.ReleaseKey)).Package(bundle.Package.Format);
        try
        {
            var size = new FileInfo(bundle.PackagePath).Length;
            return await _releases.FindAsync(RequiredTag, cancellationToken) is { } release
                && (await _releases.AssetsAsync(release.Id, cancellationToken))
                    .Exists(asset => string.Equals(asset.Name, name, StringComparison.Ordinal) && ReleaseFile.Holds(asset, size, bundle.PackageDigest));
        }
        catch (GitHubRefusedException refused)
        {
            throw GitHubFaults.Release(refused.Failure, _options.Repository, _options.IsFork);
        }
        catch (IOException error)
        {
            throw GitHubFaults.PackageMissing(bundle.PackagePath, error);
        }
    }

    public async Task<HostedInstall> PublishAsync(InstallBundle bundle, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var tag = RequiredTag;
        var key = ReleaseKey.Checked(bundle.ReleaseKey);
        if (!File.Exists(bundle.PackagePath))
        {
            throw GitHubFaults.PackageMissing(bundle.PackagePath);
        }

        try
        {
            await RequireOpenRepositoryAsync(cancellationToken);
            return await PublishAsync(bundle, key, tag, progress, cancellationToken);
        }
        catch (GitHubRefusedException refused)
        {
            throw GitHubFaults.Release(refused.Failure, _options.Repository, _options.IsFork);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GitHubFaults.CannotKeepFiles(_options.Root, error);
        }
    }

    public async Task<WithdrawOutcome> WithdrawAsync(string releaseKey, CancellationToken cancellationToken)
    {
        var key = ReleaseKey.Checked(releaseKey);
        if (Tag is not { } tag)
        {
            return new WithdrawOutcome.NothingThere();
        }

        try
        {
            return await WithdrawAsync(key, tag, cancellationToken);
        }
        catch (GitHubRefusedException refused)
        {
            return new WithdrawOutcome.NotPossible(GitHubFaults.Release(refused.Failure, _options.Repository, _options.IsFork).Message);
        }
    }

    private async Task RequireOpenRepositoryAsync(CancellationToken cancellationToken)
    {
        var repository = await _releases.RepositoryAsync(cancellationToken);
        if (repository.Private || repository.Visibility is not (null or "public"))
        {
            throw GitHubFaults.PrivateRepository(_options.Repository);
        }

        if (!IsTheService && !await _releases.IsShownToAllAsync(cancellationToken))
        {
            throw GitHubFaults.PrivateServer(_options.Repository, new Uri(_options.ServerAddress).Host);
        }

        if (repository.Archived)
        {
            throw new GitHubRefusedException(new GitHubFailure(GitHubFailureKind.Archived, "archived: true"));
        }
    }

    private async Task<HostedInstall> PublishAsync(
        InstallBundle bundle, string key, string tag, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var names = new ReleaseAssetNames(key);
        var packageName = names.Package(bundle.Package.Format);
        var link = AddressOf(bundle.Package.Format == PackageFormat.Ipa ? names.Page : packageName, tag).AbsoluteUri;
        var site = new InstallSite
        {
            Bundle = bundle,
            PackageFile = packageName,
            PackageSize = new FileInfo(bundle.PackagePath).Length,
            AddressOf = file => AddressOf(names.OfSiteFile(file), tag),
            Link = link,
            Reach = SiteAddress.ReachOf(new Uri(link)),
            PublishedAt = _time.GetUtcNow(),
        };
        var folder = Directory.CreateDirectory(Path.Combine(_options.Root, key, HostName)).FullName;
        var local = await site.WriteAsync(folder, cancellationToken);
        var files = await FilesAsync(bundle, key, packageName, local, cancellationToken);
        var release = await _releases.EnsureAsync(Draft(tag), cancellationToken);
        await ReplaceAsync(release, files, progress, cancellationToken);
        await DescribeAsync(tag, cancellationToken);
        return new HostedInstall
        {
            Link = link,
            PackageLink = AddressOf(packageName, tag).AbsoluteUri,
            Reach = site.Reach,
            PagePath = local.Page,
            QrPngPath = local.QrPng,
            QrSvgPath = local.QrSvg,
            LocalFiles = [local.Page, local.QrPng, local.QrSvg, local.Manifest],
            Expires = bundle.Expires?.ToUniversalTime(),
        };
    }

    private static async Task<ReleaseFile[]> FilesAsync(
        InstallBundle bundle, string key, string packageName, InstallSiteFiles local, CancellationToken cancellationToken)
    {
        var title = PlainText.Clean($"{bundle.Package.Label} {bundle.Package.VersionName} ({bundle.Package.BuildNumber})").Trim();
        var label = title.Length <= LongestLabel ? title : bundle.Package.Identifier;
        var names = new ReleaseAssetNames(key);
        (string Name, string? Path, string Type, string Label)[] wanted =
        [
            (packageName, bundle.PackagePath, ReleasePage.PackageType(packageName), label),
            (names.Page, local.Page, "text/html", $"Install page of {key}"),
            (names.QrPng, local.QrPng, "image/png", $"QR code of {key}"),
            (names.QrSvg, local.QrSvg, "image/svg+xml", $"QR code of {key}, scalable"),
            (names.Json, local.Manifest, "application/json", $"release.json of {key}"),
            (names.AppleManifest, local.AppleManifest, "text/xml", $"Install manifest of {key}"),
            (names.DisplayImage, local.DisplayImage, "image/png", $"Icon of {key}"),
            (names.FullSizeImage, local.FullSizeImage, "image/png", $"Icon of {key}, large"),
        ];
        var files = new List<ReleaseFile>();
        foreach (var file in wanted)
        {
            if (file.Path is { } path)
            {
                files.Add(await ReleaseFile.OfAsync(file.Name, path, file.Type, file.Label, cancellationToken));
            }
        }

        return [.. files];
    }

    private Uri AddressOf(string asset, string tag) => new($"{_options.ServerAddress.TrimEnd('/')}/{_options.Repository}/releases/download/{tag}/{asset}");

    /// <summary>All are uploaded before the first takes its place: a broken upload leaves what was there before.</summary>
    private async Task ReplaceAsync(ReleaseResource release, ReleaseFile[] files, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var there = await _releases.AssetsAsync(release.Id, cancellationToken);
        var changed = files.Where(file => !there.Exists(asset => string.Equals(asset.Name, file.Name, StringComparison.Ordinal) && file.IsIn(asset))).ToArray();
        var pending = new List<AssetResource>();
        foreach (var file in changed)
        {
            pending.Add(await _releases.UploadAsync(release, file, progress, cancellationToken));
        }

        for (var at = 0; at < changed.Length; at++)
        {
            await _releases.PutInPlaceAsync(release, pending[at], changed[at], cancellationToken);
        }
    }

    private async Task DescribeAsync(string tag, CancellationToken cancellationToken)
    {
        for (var round = 0; round < DescribeRounds && await _releases.FindAsync(tag, cancellationToken) is { } release; round++)
        {
            var text = ReleasePage.Render(await _releases.AssetsAsync(release.Id, cancellationToken));
            if (string.Equals(release.Body?.ReplaceLineEndings("\n").Trim(), text.Trim(), StringComparison.Ordinal))
            {
                return;
            }

            await _releases.DescribeAsync(release.Id, text, cancellationToken);
        }
    }

    private async Task<WithdrawOutcome> WithdrawAsync(string key, string tag, CancellationToken cancellationToken)
    {
        if (await _releases.FindAsync(tag, cancellationToken) is not { } release)
        {
            return new WithdrawOutcome.NothingThere();
        }

        var all = await _releases.AssetsAsync(release.Id, cancellationToken);
        var names = new ReleaseAssetNames(key);
        var own = all.Where(asset => names.Has(asset.Name)).ToArray();
        foreach (var asset in own)
        {
            await _releases.DeleteAsync($"releases/assets/{asset.Id}", cancellationToken);
        }

        if ((await _releases.AssetsAsync(release.Id, cancellationToken)).Exists(ReleasePage.IsPackage))
        {
            await DescribeAsync(tag, cancellationToken);
            return own.Length > 0 ? new WithdrawOutcome.Removed() : new WithdrawOutcome.NothingThere();
        }

        await _releases.DeleteAsync($"releases/{release.Id}", cancellationToken);
        await _releases.DeleteAsync($"git/refs/tags/{tag}", cancellationToken);
        return new WithdrawOutcome.Removed();
    }

    private ReleaseDraft Draft(string tag) => new()
    {
        TagName = tag,
        Name = $"Test builds of pull request #{_options.PullRequestNumber}",
        Body = "",
        Prerelease = true,
        MakeLatest = "false",
    };
}
