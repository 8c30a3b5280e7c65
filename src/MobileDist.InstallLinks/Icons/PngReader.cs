using System.IO.Compression;
using MobileDist.Packages.Apple.Png;

namespace MobileDist.InstallLinks;

/// <summary>
/// Reads the icons of packages: PNG of every colour type and depth, not interlaced, up to 2048 pixels a side. An icon is
/// an ornament, so one that cannot be read is no error; there is just none then.
/// </summary>
internal static class PngReader
{
    /// <summary>The picture; null when the bytes are no PNG that is read here.</summary>
    public static Raster? Read(ReadOnlySpan<byte> file)
    {
        if (PngChunks.Read(file) is not { } chunks)
        {
            return null;
        }

        try
        {
            return Decode(chunks);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    // A row at a time: however much the compressed pixels claim to hold, no more than the picture is taken out of them.
    private static Raster? Decode(PngChunks chunks)
    {
        var header = chunks.Header;
        var samples = new PngSamples(chunks);
        using var pixels = new ZLibStream(new MemoryStream(chunks.Data, writable: false), CompressionMode.Decompress);
        var rgb = new byte[header.Width * header.Height * Raster.Channels];
        var (row, above) = (new byte[header.RowBytes + 1], new byte[header.RowBytes + 1]);
        for (var y = 0; y < header.Height; y++)
        {
            pixels.ReadExactly(row);
            if (!PngFilter.TryUndo(row, above, header.FilterDistance))
            {
                return null;
            }

            samples.ToRgb(row.AsSpan(1), rgb.AsSpan(y * header.Width * Raster.Channels));
            (row, above) = (above, row);
        }

        return new Raster(header.Width, header.Height, rgb);
    }
}
