using System.Buffers.Binary;

namespace MobileDist.Packages.Zip;

/// <summary>Sizes and offset of a central record, taken from its ZIP64 field where the 32-bit ones are full (APPNOTE 4.5.3).</summary>
internal readonly record struct Zip64Sizes(long Uncompressed, long Compressed, long LocalHeaderOffset, uint Disk)
{
    public static Zip64Sizes Read(ReadOnlySpan<byte> record, ReadOnlySpan<byte> extra, string name, string file)
    {
        var compressed = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]);
        var uncompressed = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]);
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(record[34..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(record[42..]);
        if (compressed != uint.MaxValue && uncompressed != uint.MaxValue && offset != uint.MaxValue && disk != ushort.MaxValue)
        {
            return new Zip64Sizes(uncompressed, compressed, offset, disk);
        }

        // The field holds only the numbers that did not fit, in this order.
        var rest = Find(extra);
        return new Zip64Sizes(
            uncompressed == uint.MaxValue ? Take(ref rest, name, file) : uncompressed,
            compressed == uint.MaxValue ? Take(ref rest, name, file) : compressed,
            offset == uint.MaxValue ? Take(ref rest, name, file) : offset,
            disk == ushort.MaxValue && rest.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(rest) : disk);
    }

    /// <summary>The data of the ZIP64 field; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra)
    {
        var field = new ZipExtraField(extra);
        while (field.Next())
        {
            if (field.Id == ZipFormat.Zip64ExtraId)
            {
                return field.Data;
            }
        }

        return default;
    }

    private static long Take(ref ReadOnlySpan<byte> rest, string name, string file)
    {
        if (rest.Length < 8)
        {
            throw ZipFaults.HugeClaim(file, name);
        }

        var value = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[8..];
        return value < 0 ? throw ZipFaults.EntryBounds(file, name) : value;
    }
}
