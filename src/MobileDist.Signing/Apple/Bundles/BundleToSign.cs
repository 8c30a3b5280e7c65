using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>A bundle of the app, with what it is signed with.</summary>
/// <param name="Bundle">As it was read.</param>
/// <param name="Executable">Its main executable; null for an asset pack.</param>
/// <param name="Identifier">What it is called, after the edits.</param>
/// <param name="InfoPlist">The bytes of its Info.plist, after the edits.</param>
/// <param name="Entitlements">Of its main executable; null for none.</param>
internal sealed record BundleToSign(IosBundle Bundle, AppFile? Executable, string Identifier, byte[] InfoPlist, PropertyListDictionary? Entitlements)
{
    public string Path => Bundle.Path;

    /// <summary>How deep in the app it lies; what is deeper is signed first.</summary>
    public int Depth => Path.Length == 0 ? 0 : 1 + Path.AsSpan().Count('/');
}
