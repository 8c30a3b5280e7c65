using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Looks whether the asset packs that an app says it brings along are there. A manifest knows them by identifier, place and time of
/// change, none of which signing touches.
/// </summary>
internal static class AssetPackManifestCheck
{
    /// <summary>What Xcode writes where packs lie in the app or on a server of one's own; that of packs in the store is a template under another name.</summary>
    public const string FileName = "AssetPackManifest.plist";

    private const int Largest = 4 << 20;

    // The address under which a device reads what is in the app.
    private const string Device = "127.0.0.1";

    public static void Run(ZipPackage package, IosApp app, IpaFindingList findings)
    {
        if (package.Find(app.Root + FileName) is not { IsSymbolicLink: false } entry)
        {
            return;
        }

        PropertyListDictionary manifest;
        try
        {
            manifest = PropertyList.ReadDictionary(package.ReadAllBytes(entry, Largest), FileName);
        }
        catch (DistributionException error)
        {
            findings.AssetPackManifest(FileName, error.Message);
            return;
        }

        var packs = app.Bundles.Where(bundle => bundle.Kind == IosBundleKind.AssetPack).Select(bundle => bundle.Identifier).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in (manifest.Find("resources") as PropertyListArray)?.Items.OfType<PropertyListDictionary>() ?? [])
        {
            if (resource.FindString("bundleKey") is { } identifier && IsInApp(resource.FindString("URL")) && !packs.Contains(identifier))
            {
                findings.AssetPackManifest(FileName, $"'{FileName}' says that the asset pack '{identifier}' is in the app, and it is not.");
            }
        }
    }

    private static bool IsInApp(string? url) =>
        url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var absolute) || absolute.IsFile || string.Equals(absolute.Host, Device, StringComparison.Ordinal));
}
