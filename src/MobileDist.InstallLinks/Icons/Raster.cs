namespace MobileDist.InstallLinks;

/// <summary>An opaque picture in sRGB.</summary>
/// <param name="Width">Pixels, at least 1.</param>
/// <param name="Height">Pixels, at least 1.</param>
/// <param name="Rgb">Three bytes a pixel, row by row from the top.</param>
internal sealed record Raster(int Width, int Height, byte[] Rgb)
{
    public const int Channels = 3;
}
