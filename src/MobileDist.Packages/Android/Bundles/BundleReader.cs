using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>
/// Reads what an Android App Bundle says about itself: the base module's manifest and the resources that it refers to, both
/// in their protobuf form, one icon, the manifests of the other modules, and the heads of native libraries.
/// </summary>
public static class BundleReader
{
    private const int BundletoolField = 1;
    private const int VersionField = 2;

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no base module, or a manifest, the resources, the configuration or the signature are broken.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var entry = package.Find(BundleFiles.ManifestOf(BundleFiles.BaseModule)) ?? throw BundleFaults.NoBase(package.FileName);
        var manifest = ManifestReader.Read(BundleFiles.OpenManifest(package, entry), what => BundleFaults.Manifest(package.FileName, entry.Name, what));
        var resources = new ResourceResolver(manifest.Strings, () => BundleFiles.OpenResourceTable(package));
        var modules = BundleModules.Read(package);
        var native = NativeLibraries.Inspect(package, [.. modules.Select(module => BundleFiles.FolderOf(module.Name) + "lib/")]);
        var icons = new IconFinder(package, resources, BundleFiles.FolderOf(BundleFiles.BaseModule), drawable => BundleFiles.OpenDrawable(package, drawable));
        return AndroidDescription.Of(package.FileName, PackageFormat.Aab, manifest, resources) with
        {
            Icon = icons.Find(manifest),
            NativeAbis = native.Abis,
            LibrariesBelow16KiB = native.Below16KiB,
            Signature = SignatureClaims.ReadJar(package),
            Bundle = new BundleFacts { Modules = modules, BundletoolVersion = VersionOf(package) },
        };
    }

    private static string? VersionOf(ZipPackage package) => package.Find(BundleFiles.Config) is { } config
        ? BundletoolVersion(BundleFiles.OpenMessage(package, config).Find(BundletoolField))
        : null;

    /// <summary>What the message <c>Bundletool</c> says; null when it is missing or says nothing.</summary>
    internal static string? BundletoolVersion(ProtoMessage? bundletool) =>
        bundletool?.Next(VersionField) == true ? DisplayText.Clean(Encoding.UTF8.GetString(bundletool.Text())) : null;
}
