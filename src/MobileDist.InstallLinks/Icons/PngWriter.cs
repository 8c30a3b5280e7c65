using System.Buffers.Binary;
using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.InstallLinks;

/// <summary>Writes pictures as PNG (ISO/IEC 15948): 8 bits a channel, no alpha.</summary>
internal static class PngWriter
{
    public static byte[] Write(Raster picture)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, PngHeader.TrueColor);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(picture));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Compress(Raster picture)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var length = picture.Width * Raster.Channels;
            ReadOnlySpan<byte> above = new byte[length];
            var (best, candidate) = (new byte[length], new byte[length]);
            for (var y = 0; y < picture.Height; y++)
            {
                ReadOnlySpan<byte> row = picture.Rgb.AsSpan(y * length, length);
                var (kind, least) = (0, long.MaxValue);
                for (var tried = 0; tried < PngFilter.Kinds; tried++)
                {
                    PngFilter.Apply(tried, row, above, candidate, Raster.Channels);
                    if (Weight(candidate) is var weight && weight < least)
                    {
                        (kind, least) = (tried, weight);
                        (best, candidate) = (candidate, best);
                    }
                }

                zlib.WriteByte((byte)kind);
                zlib.Write(best);
                above = row;
            }
        }

        return compressed.ToArray();
    }

    // The standard's own rule of thumb: the filter whose differences are smallest compresses best.
    private static long Weight(byte[] differences)
    {
        var sum = 0L;
        foreach (var difference in differences)
        {
            sum += Math.Abs((int)(sbyte)difference);
        }

        return sum;
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] body = [.. type, .. content];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ZipChecksum.Crc32(body));
        png.Write(number);
    }
}
