using System.Globalization;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>Reads what an APK says about itself. Only the manifest, the parts of the resource table that it refers to, one icon, and the heads of native libraries are read.</summary>
public static class ApkReader
{
    // Android's own default for a manifest that names none.
    private const string OldestSdk = "1";
    private const int LongestIdentifier = 255;

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no manifest, or manifest, resource table, signing block or signature are broken.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = ManifestReader.Read(PackedFiles.OpenManifest(package));
        var resources = new ResourceResolver(manifest.Strings, () => PackedFiles.OpenResourceTable(package));
        var identifier = Identifier(package.FileName, manifest.Package);
        var minimum = Sdk(resources, manifest.MinSdk) ?? OldestSdk;
        var native = NativeLibraries.Inspect(package);
        return new PackageInfo
        {
            Platform = AppPlatform.Android,
            Format = PackageFormat.Apk,
            Identifier = identifier,
            VersionName = DisplayText.Clean(resources.Text(manifest.VersionName)),
            BuildNumber = VersionCode(resources, manifest).ToString(CultureInfo.InvariantCulture),
            Label = DisplayText.Clean(resources.Text(manifest.Label)) ?? DisplayText.Clean(resources.Text(manifest.Launcher?.Label)) ?? identifier,
            MinimumOs = minimum,
            TargetSdk = Sdk(resources, manifest.TargetSdk) ?? minimum,
            Icon = new IconFinder(package, resources).Find(manifest),
            NativeAbis = native.Abis,
            LibrariesBelow16KiB = native.Below16KiB,
            Debuggable = resources.Flag(manifest.Debuggable),
            TestOnly = resources.Flag(manifest.TestOnly),
            Split = SplitOf(package.FileName, manifest, resources),
            Signature = SignatureClaims.Read(package),
        };
    }

    private static ulong VersionCode(ResourceResolver resources, AndroidManifest manifest) =>
        ((ulong)resources.Number(manifest.VersionCodeMajor) << 32) | resources.Number(manifest.VersionCode);

    /// <summary>
    /// The API level, or a preview's code name; Android appends what the code name was frozen with ("S.abcdef"), and the
    /// code name itself is what counts.
    /// </summary>
    private static string? Sdk(ResourceResolver resources, ResourceValue? value) => resources.Number(value) is > 0 and var level
        ? level.ToString(CultureInfo.InvariantCulture)
        : DisplayText.Clean(resources.Text(value))?.Split('.')[0];

    private static string? SplitOf(string file, AndroidManifest manifest, ResourceResolver resources)
    {
        if (!string.IsNullOrEmpty(manifest.Split))
        {
            return manifest.Split.Length <= LongestIdentifier && manifest.Split.Split('.').All(IsNamePart)
                ? manifest.Split
                : throw PackageFaults.Split(file, DisplayText.Clean(manifest.Split) ?? "");
        }

        // A feature without a name of its own is still a part and no app.
        return resources.Flag(manifest.IsFeatureSplit) ? "feature" : null;
    }

    /// <summary>Android's own rule, kept here because folders and links are named after the identifier.</summary>
    private static string Identifier(string file, string? name)
    {
        var parts = name?.Split('.') ?? [];
        var valid = name is { Length: > 0 and <= LongestIdentifier } && parts.All(IsNamePart)
            && (parts.Length > 1 || string.Equals(name, "android", StringComparison.Ordinal));
        return valid ? name! : throw PackageFaults.Identifier(file, DisplayText.Clean(name));
    }

    private static bool IsNamePart(string part) =>
        part.Length > 0 && char.IsAsciiLetter(part[0]) && part.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
