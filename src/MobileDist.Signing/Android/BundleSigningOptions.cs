using MobileDist.Packages.Android;

namespace MobileDist.Signing.Android;

/// <summary>How to sign an app bundle.</summary>
public sealed record BundleSigningOptions
{
    /// <summary>The version that the bundle is to say it has, in each module that says one.</summary>
    public AndroidVersion Version { get; init; } = AndroidVersion.Unchanged;
}
