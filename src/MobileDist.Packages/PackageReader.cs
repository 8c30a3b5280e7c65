using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages;

/// <summary>Reads what a package says about itself, whatever its format.</summary>
public static class PackageReader
{
    /// <summary>Finds the format by the content (never by the file's name) and reads it. Takes milliseconds, whatever the package's size; of an iOS app, the time to inflate its executable, of an APK set that to unpack one of its APKs.</summary>
    /// <param name="path">The package file. An app or an Xcode archive that is a folder is made a package first, by <see cref="IpaAssembly"/>.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: not there, malformed or hostile, or of a kind that cannot be distributed.</exception>
    public static PackageInfo Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw PackageFaults.Folder(path);
        }

        using var package = ZipPackage.Open(path);
        return KindOf(package) switch
        {
            PackageKind.Apk => ApkReader.Read(package),
            PackageKind.Aab => BundleReader.Read(package),
            PackageKind.Ipa => IpaReader.Read(package),
            PackageKind.ApkSet => ApkSetReader.Read(package),
            PackageKind.AndroidLibrary => throw PackageFaults.Library(package.FileName),
            _ => throw Foreign(package),
        };
    }

    private static PackageKind KindOf(ZipPackage package)
    {
        if (package.Find("AndroidManifest.xml") is not null)
        {
            // An app has classes.dex, or no code at all; a library its unconverted classes.
            return package.Find("classes.jar") is not null && package.Find("classes.dex") is null ? PackageKind.AndroidLibrary : PackageKind.Apk;
        }

        if (package.Find(BundleFiles.Config) is not null || package.Find(BundleFiles.ManifestOf(BundleFiles.BaseModule)) is not null)
        {
            return PackageKind.Aab;
        }

        if (package.Find(ApkSetReader.Contents) is not null)
        {
            return PackageKind.ApkSet;
        }

        return IosApp.IsIn(package) ? PackageKind.Ipa : PackageKind.Other;
    }

    private static DistributionException Foreign(ZipPackage package)
    {
        var file = package.FileName;
        if (FirstEndingWith(package, ".apk") is { } apk)
        {
            return PackageFaults.HoldsApk(file, apk);
        }

        if ((FirstEndingWith(package, ".aab") ?? FirstEndingWith(package, ".ipa")) is { } bundle)
        {
            return PackageFaults.HoldsBundle(file, bundle);
        }

        return FirstEndingWith(package, ".class") is not null
            ? PackageFaults.JavaArchive(file)
            : PackageFaults.Unknown(file, package.Entries[0].Name);
    }

    private static string? FirstEndingWith(ZipPackage package, string suffix) =>
        package.Entries.FirstOrDefault(entry => entry.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))?.Name;
}
