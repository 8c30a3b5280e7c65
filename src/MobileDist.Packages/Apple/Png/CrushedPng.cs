using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace MobileDist.Packages.Apple.Png;

/// <summary>
/// Turns a PNG file that Xcode crushed (chunk <c>CgBI</c>) into one that browsers show. Crushed files differ in three ways: the
/// pixels are stored blue first, they are multiplied by their alpha, and their deflate stream has no zlib wrapper.
/// </summary>
internal static class CrushedPng
{
    /// <summary>Pixels of a side; the App Store's icon has 1024.</summary>
    private const int LargestSide = 2048;
    private const int HeaderSize = 13;
    private const byte TrueColour = 2;
    private const byte TrueColourWithAlpha = 6;

    /// <summary>The file as every reader takes it; null when it cannot be read: cut off, interlaced, of other than eight bits, of another colour type.</summary>
    public static byte[]? ToPng(ReadOnlySpan<byte> crushed)
    {
        if (!crushed.StartsWith(PngHead.Signature))
        {
            return null;
        }

        byte[] header = [];
        var packed = new ArrayBufferWriter<byte>();
        var rest = crushed[PngHead.Signature.Length..];
        while (PngChunk.TryRead(ref rest, out var type, out var data))
        {
            if (type.SequenceEqual("IHDR"u8))
            {
                header = data.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }
        }

        return header.Length == HeaderSize && Inflate(header, packed.WrittenSpan.ToArray()) is { } pixels ? Write(header, pixels) : null;
    }

    /// <summary>The rows, each with its filter's number in front, filters taken back and colours put right; null when that is not possible.</summary>
    private static byte[]? Inflate(ReadOnlySpan<byte> header, byte[] packed)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var bytesPerPixel = header[9] switch
        {
            TrueColour => 3,
            TrueColourWithAlpha => 4,
            _ => 0,
        };

        // Bit depth, compression, filter method, interlacing.
        if (width is <= 0 or > LargestSide || height is <= 0 or > LargestSide || bytesPerPixel == 0 || header[8] != 8 || header[10] != 0 || header[11] != 0 || header[12] != 0)
        {
            return null;
        }

        var stride = 1 + (width * bytesPerPixel);
        var rows = new byte[stride * height];
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            inflate.ReadExactly(rows);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            return null;
        }

        ReadOnlySpan<byte> above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * stride, stride);
            if (!PngFilter.TryUndo(row, above, bytesPerPixel))
            {
                return null;
            }

            above = row;
        }

        for (var y = 0; y < height; y++)
        {
            PutRight(rows.AsSpan((y * stride) + 1, stride - 1), bytesPerPixel);
        }

        return rows;
    }

    private static void PutRight(Span<byte> row, int bytesPerPixel)
    {
        for (var at = 0; at < row.Length; at += bytesPerPixel)
        {
            (row[at], row[at + 2]) = (row[at + 2], row[at]);
            if (bytesPerPixel == 4 && row[at + 3] is var alpha and not 255)
            {
                foreach (ref var colour in row.Slice(at, 3))
                {
                    colour = alpha == 0 ? (byte)0 : (byte)Math.Min(255, ((colour * 255) + (alpha / 2)) / alpha);
                }
            }
        }
    }

    private static byte[] Write(ReadOnlySpan<byte> header, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        var png = new ArrayBufferWriter<byte>();
        png.Write(PngHead.Signature);
        PngChunk.Write(png, "IHDR"u8, header);
        PngChunk.Write(png, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        PngChunk.Write(png, "IEND"u8, []);
        return png.WrittenSpan.ToArray();
    }
}
