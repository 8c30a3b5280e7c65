using System.Buffers.Binary;
using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.InstallLinks.Tests;

/// <summary>Writes PNG files of every form, filters taken in turn; shares nothing but the checksum with the product's own reader and writer.</summary>
internal static class PngForms
{
    /// <summary>Colour types and depths that the standard has.</summary>
    public static IEnumerable<(int Color, int Depth)> All =>
    [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16),
    ];

    public static byte[] Random(int width, int height, int color, int depth, Random random, bool transparency = false, byte interlace = 0)
    {
        var samples = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var rows = new byte[height * (((width * samples * depth) + 7) / 8)];
        random.NextBytes(rows);
        List<(string, byte[])> extra = [];
        if (color == 3)
        {
            var palette = new byte[3 << depth];
            random.NextBytes(palette);
            extra.Add(("PLTE", palette));
        }

        if (transparency)
        {
            var clear = color == 3 ? new byte[1 << depth] : new byte[color == 2 ? 6 : 2];
            random.NextBytes(clear);
            if (color != 3)
            {
                // Only as many bits as a sample has may be set.
                for (var at = 0; at < clear.Length; at += 2)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(clear.AsSpan(at), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(clear.AsSpan(at)) & ((1 << depth) - 1)));
                }
            }

            extra.Add(("tRNS", clear));
        }

        return File(width, height, color, depth, interlace, Filtered(rows, height, Math.Max(1, samples * depth / 8)), [.. extra]);
    }

    public static byte[] File(int width, int height, int color, int depth, byte interlace, byte[] filtered, params (string Type, byte[] Content)[] extra)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(filtered);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)color, interlace);
        var data = packed.ToArray();
        var half = data.Length / 2;
        return Chunks([("IHDR", header), .. extra, ("tEXt", "Comment\0hello"u8.ToArray()), ("IDAT", data[..half]), ("IDAT", data[half..]), ("IEND", [])]);
    }

    public static byte[] Chunks(params IEnumerable<(string Type, byte[] Content)> chunks)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
        Span<byte> number = stackalloc byte[4];
        foreach (var (type, content) in chunks)
        {
            byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            png.Write(number);
            png.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, ZipChecksum.Crc32(body));
            png.Write(number);
        }

        return png.ToArray();
    }

    private static byte[] Filtered(byte[] rows, int height, int distance)
    {
        var stride = rows.Length / height;
        var output = new byte[rows.Length + height];
        for (var y = 0; y < height; y++)
        {
            var kind = y % 5;
            output[y * (stride + 1)] = (byte)kind;
            for (var x = 0; x < stride; x++)
            {
                int At(int row, int column) => row < 0 || column < 0 ? 0 : rows[(row * stride) + column];
                var (a, b, c) = (At(y, x - distance), At(y - 1, x), At(y - 1, x - distance));
                var nearest = new[] { a, b, c }.OrderBy(value => Math.Abs(a + b - c - value)).First();
                int[] predictions = [0, a, b, (a + b) / 2, nearest];
                output[(y * (stride + 1)) + 1 + x] = (byte)(At(y, x) - predictions[kind]);
            }
        }

        return output;
    }
}
