using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>
/// Reads what an APK set says about itself: its table of contents, and the first APK with the base module, which is unpacked
/// into a temporary file for that.
/// </summary>
public static class ApkSetReader
{
    // It is unpacked to the disk of whoever looks into a stranger's set.
    private const int LargestApk = int.MaxValue;

    internal const string Contents = "toc.pb";

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the table of contents or that APK are broken or missing, or there is no room to unpack it.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var file = package.FileName;
        var toc = ReadContents(package);
        var path = toc.App.FirstOrDefault() ?? throw BundleFaults.NoAppInSet(file);
        foreach (var apk in toc.Apks)
        {
            if (package.Find(apk) is null)
            {
                throw BundleFaults.MissingInSet(file, apk);
            }
        }

        var info = ReadApk(package, package.Find(path)!);
        return toc.Identifier is not null && !string.Equals(info.Identifier, toc.Identifier, StringComparison.Ordinal)
            ? throw BundleFaults.OtherAppInSet(file, path, info.Identifier, toc.Identifier)
            : info with
            {
                Format = PackageFormat.ApkSet,
                Split = null,
                Bundle = new BundleFacts { Modules = toc.Modules, BundletoolVersion = toc.BundletoolVersion, Apks = toc.Apks },
            };
    }

    internal static ApkSetContents ReadContents(ZipPackage package)
    {
        var entry = package.Find(Contents)!;
        return ApkSetContents.Read(BundleFiles.OpenMessage(package, entry), what => BundleFaults.File(package.FileName, entry.Name, what));
    }

    private static PackageInfo ReadApk(ZipPackage package, ZipEntry entry)
    {
        if (entry.UncompressedSize > LargestApk)
        {
            throw ZipFaults.TooLarge(package.FileName, entry.Name, entry.UncompressedSize, LargestApk);
        }

        var folder = Directory.CreateTempSubdirectory("mobiledist-");
        try
        {
            var path = Path.Combine(folder.FullName, Path.GetFileName(entry.Name));
            using (var output = File.Create(path))
            using (var input = package.OpenRead(entry))
            {
                input.CopyTo(output);
            }

            using var apk = ZipPackage.Open(path);
            return ApkReader.Read(apk);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BundleFaults.NoRoom(package.FileName, error.Message, error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
