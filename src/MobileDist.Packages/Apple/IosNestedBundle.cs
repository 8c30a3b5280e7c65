namespace MobileDist.Packages.Apple;

/// <summary>A bundle inside the app that is signed on its own.</summary>
/// <param name="Path">Below the app: <c>PlugIns/Share.appex</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Identifier">Its bundle identifier.</param>
/// <param name="HasProfile">Whether a provisioning profile is embedded.</param>
public sealed record IosNestedBundle(string Path, IosBundleKind Kind, string Identifier, bool HasProfile);
