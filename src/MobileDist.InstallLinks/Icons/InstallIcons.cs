using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>The two pictures that iOS shows while it installs (Apple, iOS Deployment Reference).</summary>
internal static class InstallIcons
{
    /// <summary>Pixels a side of <c>display-image</c>.</summary>
    public const int DisplaySide = 57;

    /// <summary>Pixels a side of <c>full-size-image</c>.</summary>
    public const int FullSide = 512;

    /// <summary>The package's icon, or a tile with the app's letter where it has none that can be read.</summary>
    /// <returns>PNG files.</returns>
    public static (byte[] Display, byte[] Full) Of(PackageInfo package)
    {
        var icon = package.Icon is { MediaType: "image/png" } png ? PngReader.Read(png.Bytes) : null;
        return (At(DisplaySide), At(FullSide));

        byte[] At(int side) => PngWriter.Write(icon is null ? LetterTile.Draw(package.Label, side) : Resampling.ToSquare(icon, side));
    }
}
