using MobileDist.Packages.Android;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages;

/// <summary>Reads what a package says about itself, whatever its format.</summary>
public static class PackageReader
{
    /// <summary>Finds the format by the content (never by the file's name) and reads it. Takes milliseconds, whatever the package's size; of an iOS app, the time to inflate its executable.</summary>
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
            PackageKind.Aab => throw PackageFaults.AppBundle(package.FileName),
            PackageKind.Ipa => IpaReader.Read(package),
            PackageKind.ApkSet => throw PackageFaults.ApkSet(package.FileName),
            PackageKind.AndroidLibrary => throw PackageFaults.Library(package.FileName),
            _ => throw Foreign(package),
        };
    }

    /// <summary>Whether a file is an Android App Bundle, by its content; what that says about itself is not read yet.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: not there, or no zip file.</exception>
    public static bool IsAppBundle(string path)
    {
        using var package = ZipPackage.Open(path);
        return KindOf(package) == PackageKind.Aab;
    }

    private static PackageKind KindOf(ZipPackage package)
    {
        if (package.Find("AndroidManifest.xml") is not null)
        {
            // An app has classes.dex, or no code at all; a library its unconverted classes.
            return package.Find("classes.jar") is not null && package.Find("classes.dex") is null ? PackageKind.AndroidLibrary : PackageKind.Apk;
        }

        if (package.Find("BundleConfig.pb") is not null || package.Find("base/manifest/AndroidManifest.xml") is not null)
        {
            return PackageKind.Aab;
        }

        if (package.Find("toc.pb") is not null)
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
