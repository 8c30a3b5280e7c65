using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>The version that an APK or an app bundle is to say it has.</summary>
public sealed record AndroidVersion
{
    /// <summary>The largest code that Google Play takes.</summary>
    public const int LargestCode = 2_100_000_000;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 255;

    private readonly int? _code;
    private readonly string? _name;

    /// <summary>Keeps what the package says.</summary>
    public static AndroidVersion Unchanged { get; } = new();

    /// <summary><c>versionCode</c>, 1 to <see cref="LargestCode"/>; null keeps the package's own.</summary>
    public int? Code
    {
        get => _code;
        init => _code = value is null or (> 0 and <= LargestCode) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A version code is 1 to {LargestCode}.");
    }

    /// <summary><c>versionName</c>, 1 to <see cref="LongestName"/> characters; null keeps the package's own.</summary>
    public string? Name
    {
        get => _name;
        init => _name = value is null or { Length: > 0 and <= LongestName } ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A version name has 1 to {LongestName} characters.");
    }

    /// <summary>The manifests that change, by entry name: of an APK its own, of an app bundle that of each module which says a version; the base says one in any case. Empty when nothing is to change.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: a manifest is broken, or that of an APK has no version that could be replaced.</exception>
    public IReadOnlyDictionary<string, byte[]> Stamp(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var changed = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (Code is null && Name is null)
        {
            return changed;
        }

        if (package.Find(PackedFiles.ManifestName) is not null)
        {
            changed.Add(PackedFiles.ManifestName, BinaryManifestEditor.Set(PackedFiles.ReadManifest(package), this, package.FileName));
            return changed;
        }

        foreach (var (module, entry) in BundleFiles.Manifests(package))
        {
            var editor = new ProtoManifestEditor(package.ReadAllBytes(entry, BundleFiles.LargestManifest), what => BundleFaults.Manifest(package.FileName, entry.Name, what));
            changed.Add(entry.Name, editor.Set(this, addMissing: module is BundleFiles.BaseModule));
        }

        return changed;
    }
}
