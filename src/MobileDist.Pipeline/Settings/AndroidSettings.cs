using MobileDist.Packages.Android;

namespace MobileDist.Pipeline.Settings;

/// <summary>What is wanted of an Android package beside its key.</summary>
/// <param name="Version">The version to set.</param>
internal sealed record AndroidSettings(AndroidVersion Version)
{
    /// <summary>Whether the version code is to be the one that Google Play takes next.</summary>
    public bool NextVersionCode { get; init; }
}
