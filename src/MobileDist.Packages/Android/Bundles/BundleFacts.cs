using System.Collections.Immutable;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>What only an app bundle, or an APK set made of one, says about itself.</summary>
public sealed record BundleFacts
{
    /// <summary>The modules, the base first, the others by name.</summary>
    public required ImmutableArray<BundleModule> Modules { get; init; }

    /// <summary>The version of bundletool that made it; null when it names none.</summary>
    public string? BundletoolVersion { get; init; }

    /// <summary>The APKs of a set by their paths in it; empty for an app bundle.</summary>
    public ImmutableArray<string> Apks { get; init; } = [];
}
