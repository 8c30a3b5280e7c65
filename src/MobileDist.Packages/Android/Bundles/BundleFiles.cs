using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>The well-known files of an app bundle, with the bounds and the sentences of each.</summary>
internal static class BundleFiles
{
    public const string BaseModule = "base";
    public const string Config = "BundleConfig.pb";

    // The same bounds as for an APK's files.
    public const int LargestManifest = 16 << 20;
    public const int MostModules = 1000;
    private const long LargestManifests = 64 << 20;
    private const string ManifestPath = "/manifest/AndroidManifest.xml";
    private const int LargestTable = 128 << 20;
    private const int LargestDrawable = 1 << 20;
    private const int LargestConfig = 16 << 20;

    public static string ManifestOf(string module) => module + ManifestPath;

    public static string FolderOf(string module) => module + "/";

    /// <summary>The manifests of all modules, with the modules' names. As many and as large as they may be, they can be held at once.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: too many modules, or manifests too large together.</exception>
    public static List<(string Module, ZipEntry Entry)> Manifests(ZipPackage package)
    {
        var manifests = new List<(string Module, ZipEntry Entry)>();
        var total = 0L;
        foreach (var entry in package.Entries)
        {
            if (ModuleOfManifest(entry.Name) is { } module)
            {
                manifests.Add((module, entry));
                total += entry.UncompressedSize;
            }
        }

        if (manifests.Count > MostModules)
        {
            throw BundleFaults.TooManyModules(package.FileName, MostModules);
        }

        return total <= LargestManifests ? manifests : throw BundleFaults.ManifestsTooLarge(package.FileName, total, LargestManifests);
    }

    private static string? ModuleOfManifest(string entry) =>
        entry.EndsWith(ManifestPath, StringComparison.Ordinal) && entry.IndexOf('/', StringComparison.Ordinal) == entry.Length - ManifestPath.Length && entry.Length > ManifestPath.Length
            ? entry[..^ManifestPath.Length]
            : null;

    /// <summary>The manifest of a module, at its beginning.</summary>
    public static ProtoXmlReader OpenManifest(ZipPackage package, ZipEntry entry) =>
        new(package.ReadAllBytes(entry, LargestManifest), what => BundleFaults.Manifest(package.FileName, entry.Name, what));

    /// <summary>The base module's resources; null when it has none.</summary>
    public static IResourceTable? OpenResourceTable(ZipPackage package)
    {
        const string Name = BaseModule + "/resources.pb";
        return package.Find(Name) is { } entry
            ? ProtoResourceTable.Read(package.ReadAllBytes(entry, LargestTable), what => BundleFaults.File(package.FileName, Name, what))
            : null;
    }

    public static ProtoXmlReader OpenDrawable(ZipPackage package, ZipEntry entry) =>
        new(package.ReadAllBytes(entry, LargestDrawable), what => PackageFaults.Drawable(package.FileName, entry.Name, what));

    /// <summary>A small file that is one message.</summary>
    public static ProtoMessage OpenMessage(ZipPackage package, ZipEntry entry) =>
        new(package.ReadAllBytes(entry, LargestConfig), what => BundleFaults.File(package.FileName, entry.Name, what));
}
