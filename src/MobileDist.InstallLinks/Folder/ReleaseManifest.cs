using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.InstallLinks;

/// <summary>
/// <c>release.json</c>: what lies in a site folder, for programs. Readers must accept fields that they do not know;
/// <see cref="Schema"/> changes only when a field changes its meaning or goes away.
/// </summary>
internal sealed record ReleaseManifest
{
    public const string FileName = "release.json";
    public const string PageFile = "index.html";
    public const string QrPngFile = "qr.png";
    public const string QrSvgFile = "qr.svg";

    /// <summary>Version of this format: 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The key that the release was published under.</summary>
    public required string ReleaseKey { get; init; }

    public required ManifestApp App { get; init; }

    public required ManifestPackage Package { get; init; }

    /// <summary>Absolute address of the manifest that iOS installs from; absent for Android and where there is none.</summary>
    public string? AppleManifest { get; init; }

    /// <summary>SHA-256 of the signer certificate's DER, lower-case hexadecimal.</summary>
    public required string SignerSha256 { get; init; }

    /// <summary>Whether the signing key was made for this run only.</summary>
    public bool ThrowAwayKey { get; init; }

    /// <summary>Absolute address of the install page.</summary>
    public required string Link { get; init; }

    /// <summary>Stores that have the package; absent when there are none.</summary>
    public ImmutableArray<ManifestStore>? Stores { get; init; }

    /// <summary>Who can open it: <c>thisComputer</c>, <c>network</c> or <c>internet</c>.</summary>
    public required string Reach { get; init; }

    /// <summary>UTC, ISO 8601.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>UTC, ISO 8601; absent when the link does not expire.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Full commit hash; absent when unknown.</summary>
    public string? Commit { get; init; }

    public static ReleaseManifest Of(InstallBundle bundle, InstallPageModel page, string? fileName) => new()
    {
        ReleaseKey = bundle.ReleaseKey,
        App = new ManifestApp(
            bundle.Package.Identifier,
            bundle.Package.Label,
            bundle.Package.Platform.ToString().ToLowerInvariant(),
            bundle.Package.VersionName,
            bundle.Package.BuildNumber,
            bundle.Package.MinimumOs),
        Package = new ManifestPackage(fileName, page.PackageSize, bundle.PackageDigest),
        AppleManifest = (page.Action as InstallAction.ItmsServices)?.Manifest,
        SignerSha256 = bundle.Signing.CertificateDigest,
        ThrowAwayKey = bundle.Signing.ThrowAway,
        Link = page.PageLink,
        Stores = page.Stores.IsEmpty ? null : [.. page.Stores.Select(store => new ManifestStore(store.Title, store.Link))],
        Reach = JsonNamingPolicy.CamelCase.ConvertName(page.Reach.Scope.ToString()),
        PublishedAt = page.PublishedAt.ToUniversalTime(),
        Expires = bundle.Expires?.ToUniversalTime(),
        Commit = bundle.Source.Commit,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReleaseManifestJson.Default.ReleaseManifest) + "\n";
}
