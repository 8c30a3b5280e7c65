using System.Collections.Immutable;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Apple;

namespace MobileDist.Packages;

/// <summary>What a package says about itself, whatever its format; what every later stage and the announcement draw from.</summary>
public sealed record PackageInfo
{
    public required AppPlatform Platform { get; init; }

    public required PackageFormat Format { get; init; }

    /// <summary>Application id (Android <c>package</c>) or bundle identifier.</summary>
    public required string Identifier { get; init; }

    /// <summary>What people call the version (<c>versionName</c>, marketing version); null when the package has none.</summary>
    public string? VersionName { get; init; }

    /// <summary>Version code (Android, 1 to 2100000000; with <c>versionCodeMajor</c> in the upper 32 bits) or build number.</summary>
    public required string BuildNumber { get; init; }

    /// <summary>The app's name in the default locale; the identifier when the package has none.</summary>
    public required string Label { get; init; }

    /// <summary>The oldest system it runs on: API level (<c>21</c>) or code name, or iOS version.</summary>
    public required string MinimumOs { get; init; }

    /// <summary>Target API level or code name; null where the format has none.</summary>
    public string? TargetSdk { get; init; }

    /// <summary>The best raster icon; null when the package has none.</summary>
    public PackageIcon? Icon { get; init; }

    /// <summary>Folders under <c>lib/</c>, of a bundle those of all modules, that hold native code (<c>arm64-v8a</c> …), sorted; empty when it runs anywhere.</summary>
    public ImmutableArray<string> NativeAbis { get; init; } = [];

    /// <summary><c>android:debuggable</c>, or <c>get-task-allow</c> on iOS.</summary>
    public bool Debuggable { get; init; }

    /// <summary><c>android:testOnly</c>: cannot be installed by tapping on it.</summary>
    public bool TestOnly { get; init; }

    /// <summary>The split's name when the package is one part of several and cannot be installed alone.</summary>
    public string? Split { get; init; }

    /// <summary>Native libraries for 64-bit devices whose LOAD segments are aligned below 16 KiB, by entry name.</summary>
    public ImmutableArray<string> LibrariesBelow16KiB { get; init; } = [];

    /// <summary>What an Android package claims about who signed it, of an APK set its first APK; of an iOS package <see cref="Ios"/> says it.</summary>
    public PackageSignature Signature { get; init; } = PackageSignature.None;

    /// <summary>What only an app bundle or an APK set says; null for every other.</summary>
    public BundleFacts? Bundle { get; init; }

    /// <summary>What only an iOS package says; null for every other.</summary>
    public IosFacts? Ios { get; init; }
}
