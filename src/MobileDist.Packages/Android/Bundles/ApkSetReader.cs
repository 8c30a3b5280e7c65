using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>
/// Reads what an APK set says about itself: its table of contents, and the first APK with the base module, which is unpacked
/// into a temporary file for that.
/// </summary>
public static class ApkSetReader
{
    private const string ApkSuffix = ".apk";

    internal const string Contents = "toc.pb";

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the table of contents or that APK are broken or missing, or there is no room to unpack it.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var file = package.FileName;
        var toc = ReadContents(package);
        var path = toc.App.FirstOrDefault() ?? throw BundleFaults.NoAppInSet(file);
        RequireAll(package, toc);
        using var app = UnpackedApk.Of(package, package.Find(path)!, CancellationToken.None);
        var info = app.Read();
        return toc.Identifier is not null && !string.Equals(info.Identifier, toc.Identifier, StringComparison.Ordinal)
            ? throw BundleFaults.OtherAppInSet(file, path, info.Identifier, toc.Identifier)
            : info with
            {
                Format = PackageFormat.ApkSet,
                Split = null,
                Bundle = new BundleFacts { Modules = toc.Modules, BundletoolVersion = toc.BundletoolVersion, Apks = toc.Apks },
            };
    }

    /// <summary>The APKs of a set in the order of its entries: those that its table of contents names, and whatever else is called one.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the table of contents is broken or missing, or names an APK that is not there.</exception>
    public static ImmutableArray<ZipEntry> Apks(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var toc = ReadContents(package);
        RequireAll(package, toc);
        var named = toc.Apks.ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ZipEntry> apks = [.. package.Entries.Where(entry => named.Contains(entry.Name) || entry.Name.EndsWith(ApkSuffix, StringComparison.OrdinalIgnoreCase))];
        return apks.IsEmpty ? throw BundleFaults.NoAppInSet(package.FileName) : apks;
    }

    internal static ApkSetContents ReadContents(ZipPackage package)
    {
        var entry = package.Find(Contents) ?? throw BundleFaults.NoContents(package.FileName);
        return ApkSetContents.Read(BundleFiles.OpenMessage(package, entry), what => BundleFaults.File(package.FileName, entry.Name, what));
    }

    private static void RequireAll(ZipPackage package, ApkSetContents toc)
    {
        foreach (var apk in toc.Apks)
        {
            if (package.Find(apk) is null or { IsDirectory: true })
            {
                throw BundleFaults.MissingInSet(package.FileName, apk);
            }
        }
    }
}
