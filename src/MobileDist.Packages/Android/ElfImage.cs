using System.Buffers.Binary;

namespace MobileDist.Packages.Android;

/// <summary>The head of a native library (System V ABI, "Object Files"): just what decides which page sizes it can be loaded with.</summary>
internal static class ElfImage
{
    public const ulong Page16KiB = 16384;

    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const uint Load = 1;

    // Linkers put the program headers right behind the head; further in there is nothing to look for.
    private const int FurthestHeader = 64 << 10;

    /// <summary>The smallest alignment (<c>p_align</c>) of a LOAD segment in bytes; null for anything but a 64-bit little-endian ELF file with such segments.</summary>
    public static ulong? Read64BitLoadAlignment(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeaderSize];
        if (stream.ReadAtLeast(head, HeaderSize, throwOnEndOfStream: false) < HeaderSize
            || !head.StartsWith("\u007fELF"u8) || head[4] != Class64 || head[5] != LittleEndian)
        {
            return null;
        }

        var offset = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(head[54..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[56..]);
        var length = (long)size * count;
        if (size < ProgramHeaderSize || offset < HeaderSize || offset > FurthestHeader || length > FurthestHeader)
        {
            return null;
        }

        var table = new byte[(int)offset - HeaderSize + (int)length];
        if (stream.ReadAtLeast(table, table.Length, throwOnEndOfStream: false) < table.Length)
        {
            return null;
        }

        ulong? smallest = null;
        for (var at = (int)offset - HeaderSize; at < table.Length; at += size)
        {
            var segment = table.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == Load)
            {
                var alignment = BinaryPrimitives.ReadUInt64LittleEndian(segment[48..]);
                smallest = smallest is { } found ? Math.Min(found, alignment) : alignment;
            }
        }

        return smallest;
    }
}
