using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>Reads what an APK says about itself. Only the manifest, the parts of the resource table that it refers to, one icon, and the heads of native libraries are read.</summary>
public static class ApkReader
{
    private const string LibraryFolder = "lib/";

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no manifest, or manifest, resource table, signing block or signature are broken.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = ManifestReader.Read(PackedFiles.OpenManifest(package));
        var resources = new ResourceResolver(manifest.Strings, () => PackedFiles.OpenResourceTable(package));
        var native = NativeLibraries.Inspect(package, LibraryFolder);
        return AndroidDescription.Of(package.FileName, PackageFormat.Apk, manifest, resources) with
        {
            Icon = new IconFinder(package, resources, folder: "", entry => PackedFiles.OpenDrawable(package, entry)).Find(manifest),
            NativeAbis = native.Abis,
            LibrariesBelow16KiB = native.Below16KiB,
            Signature = SignatureClaims.Read(package),
        };
    }
}
