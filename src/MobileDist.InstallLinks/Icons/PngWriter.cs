using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using MobileDist.Packages.Apple.Png;

namespace MobileDist.InstallLinks;

/// <summary>Writes pictures as PNG (ISO/IEC 15948): 8 bits a channel, no alpha.</summary>
internal static class PngWriter
{
    public static byte[] Write(Raster picture)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, PngHeader.TrueColor);
        var png = new ArrayBufferWriter<byte>();
        png.Write(PngHeader.Signature);
        PngChunk.Write(png, "IHDR"u8, header);
        PngChunk.Write(png, "IDAT"u8, Compress(picture));
        PngChunk.Write(png, "IEND"u8, []);
        return png.WrittenSpan.ToArray();
    }

    private static byte[] Compress(Raster picture)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var length = picture.Width * Raster.Channels;
            var (row, above) = (new byte[length + 1], new byte[length + 1]);
            var (best, candidate) = (new byte[length + 1], new byte[length + 1]);
            for (var y = 0; y < picture.Height; y++)
            {
                picture.Rgb.AsSpan(y * length, length).CopyTo(row.AsSpan(1));
                var least = long.MaxValue;
                for (var filter = 0; filter < PngFilter.Count; filter++)
                {
                    PngFilter.Apply(filter, row, above, candidate, Raster.Channels);
                    if (Weight(candidate.AsSpan(1)) is var weight && weight < least)
                    {
                        least = weight;
                        (best, candidate) = (candidate, best);
                    }
                }

                zlib.Write(best);
                (row, above) = (above, row);
            }
        }

        return compressed.ToArray();
    }

    // The standard's own rule of thumb: the filter whose differences are smallest compresses best.
    private static long Weight(ReadOnlySpan<byte> differences)
    {
        var sum = 0L;
        foreach (var difference in differences)
        {
            sum += Math.Abs((int)(sbyte)difference);
        }

        return sum;
    }
}
