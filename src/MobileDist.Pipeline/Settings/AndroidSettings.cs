using MobileDist.Packages.Android;

namespace MobileDist.Pipeline.Settings;

/// <summary>What is wanted of an Android package beside its key.</summary>
/// <param name="Version">The version to set.</param>
internal sealed record AndroidSettings(AndroidVersion Version);
