using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>One entry of an iOS package.</summary>
/// <param name="Entry">Where it lies.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name in the signed package.</param>
/// <param name="AppPath">Its path in the app; null for what lies beside the app.</param>
internal sealed record IpaItem(ZipEntry Entry, IpaItemKind Kind, string Name, string? AppPath);
