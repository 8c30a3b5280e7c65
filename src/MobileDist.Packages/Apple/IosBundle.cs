using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple;

/// <summary>A bundle that is signed as one: the app, or what is nested in it.</summary>
/// <param name="Path">Below the app, without a slash at the end (<c>PlugIns/Share.appex</c>); empty for the app.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Identifier">CFBundleIdentifier; where a bundle without one may go without, CFBundleName or the name of its executable or folder.</param>
/// <param name="Executable">CFBundleExecutable, a file directly in the bundle that is there; null for an asset pack.</param>
/// <param name="Info">Its Info.plist.</param>
/// <param name="InfoFormat">The form that the Info.plist lies in.</param>
/// <param name="EmbeddedProfile">The bytes of <c>embedded.mobileprovision</c>; null when there is none.</param>
public sealed record IosBundle(
    string Path,
    IosBundleKind Kind,
    string Identifier,
    string? Executable,
    PropertyListDictionary Info,
    PropertyListFormat InfoFormat,
    ReadOnlyMemory<byte>? EmbeddedProfile)
{
    /// <summary>What a bundle's provisioning profile is called in it.</summary>
    public const string ProfileName = "embedded.mobileprovision";

    /// <summary>Whether devices want a provisioning profile inside it, and entitlements on its executable.</summary>
    public bool NeedsProfile => Kind is IosBundleKind.App or IosBundleKind.Extension or IosBundleKind.AppClip or IosBundleKind.WatchApp or IosBundleKind.WatchExtension or IosBundleKind.NestedApp;

    /// <summary>The path below the app of a file in this bundle.</summary>
    public string Inside(string file) => Path.Length == 0 ? file : $"{Path}/{file}";
}
