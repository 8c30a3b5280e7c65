using System.Buffers.Binary;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple.Png;

/// <summary>The beginning of a PNG file (PNG specification, ISO/IEC 15948): its size, and whether Apple crushed it.</summary>
internal sealed record PngHead(int Width, int Height, bool IsCrushed)
{
    // Signature, the chunk CgBI that only crushed files have, length and type of IHDR, width and height.
    private const int Longest = 8 + 16 + 8 + 8;
    private const int Shortest = 8 + 8 + 8 + 5 + 4;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Null when the entry is no PNG file.</summary>
    public static PngHead? Read(ZipPackage package, ZipEntry entry)
    {
        if (entry.UncompressedSize < Shortest)
        {
            return null;
        }

        var head = new byte[(int)Math.Min(Longest, entry.UncompressedSize)];
        using var stream = package.OpenRead(entry);
        stream.ReadExactly(head);
        return Parse(head);
    }

    private static PngHead? Parse(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith(Signature))
        {
            return null;
        }

        head = head[Signature.Length..];
        var crushed = head[4..].StartsWith("CgBI"u8);
        head = crushed ? head[16..] : head;
        if (head.Length < 16 || !head[4..].StartsWith("IHDR"u8))
        {
            return null;
        }

        var width = BinaryPrimitives.ReadInt32BigEndian(head[8..]);
        var height = BinaryPrimitives.ReadInt32BigEndian(head[12..]);
        return width > 0 && height > 0 ? new PngHead(width, height, crushed) : null;
    }
}
