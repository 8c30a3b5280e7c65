namespace MobileDist.Packages;

/// <summary>The app's icon as it lies in the package, a raster image that browsers show.</summary>
/// <param name="EntryName">Where it was found in the package.</param>
/// <param name="MediaType"><c>image/png</c> or <c>image/webp</c>.</param>
/// <param name="Bytes">The image file.</param>
public sealed record PackageIcon(string EntryName, string MediaType, byte[] Bytes);
