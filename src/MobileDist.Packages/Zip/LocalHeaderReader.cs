using System.Buffers.Binary;
using System.Globalization;

namespace MobileDist.Packages.Zip;

/// <summary>
/// Finds where each entry's data begins and ends. The local header must say the same as the central directory: readers
/// differ in which they believe, and what one reader checks another must not read differently.
/// </summary>
internal static class LocalHeaderReader
{
    /// <summary>Completes the entries; they must not overlap, and end before the central directory.</summary>
    /// <returns>Where the last entry ends.</returns>
    public static long Read(ZipEntry[] entries, ReadOnlySpan<byte> directory, ZipWindow window, long limit, string file)
    {
        var order = (ZipEntry[])entries.Clone();
        Array.Sort(order, static (left, right) => left.LocalHeaderOffset.CompareTo(right.LocalHeaderOffset));
        var end = 0L;
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i].LocalHeaderOffset < end)
            {
                throw ZipFaults.Overlap(file, order[i].Name, order[i - 1].Name);
            }

            ReadOne(order[i], directory, window, limit, file);
            end = order[i].EndOffset;
        }

        return end;
    }

    private static void ReadOne(ZipEntry entry, ReadOnlySpan<byte> directory, ZipWindow window, long limit, string file)
    {
        var header = window.Get(entry.LocalHeaderOffset, ZipFormat.LocalHeaderSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != ZipFormat.LocalHeaderSignature)
        {
            throw ZipFaults.LocalHeader(file, entry.Name);
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        entry.LocalExtraLength = extraLength;
        entry.DataOffset = entry.LocalHeaderOffset + ZipFormat.LocalHeaderSize + nameLength + extraLength;
        entry.EndOffset = entry.DataOffset + entry.CompressedSize;
        if (entry.EndOffset > limit)
        {
            throw ZipFaults.EntryBounds(file, entry.Name);
        }

        header = window.Get(entry.LocalHeaderOffset, ZipFormat.LocalHeaderSize + nameLength + extraLength);
        var name = directory.Slice(entry.CentralRecordOffset + ZipFormat.CentralRecordSize, entry.NameLength);
        if (!header.Slice(ZipFormat.LocalHeaderSize, nameLength).SequenceEqual(name))
        {
            var local = nameLength == 0 ? "" : ZipNames.Printable(header.Slice(ZipFormat.LocalHeaderSize, nameLength));
            throw ZipFaults.LocalMismatch(file, entry.Name, "name", local, entry.Name);
        }

        Require(entry, "compression method", BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), entry.Method, file);
        const ushort Compared = ZipFormat.EncryptedFlag | ZipFormat.DescriptorFlag | ZipFormat.StrongEncryptionFlag | ZipFormat.MaskedHeadersFlag;
        Require(entry, "flags", BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & Compared, entry.Flags & Compared, file);
        if (entry.HasDataDescriptor)
        {
            entry.EndOffset += DescriptorSize(entry, window, limit, file);
            return;
        }

        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        long uncompressed = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        var wide = Zip64Sizes.Find(header[(ZipFormat.LocalHeaderSize + nameLength)..]);
        if (uncompressed == uint.MaxValue && wide.Length >= 8)
        {
            uncompressed = BinaryPrimitives.ReadInt64LittleEndian(wide);
            wide = wide[8..];
        }

        if (compressed == uint.MaxValue && wide.Length >= 8)
        {
            compressed = BinaryPrimitives.ReadInt64LittleEndian(wide);
        }

        Require(entry, "CRC-32", BinaryPrimitives.ReadUInt32LittleEndian(header[14..]), entry.Crc32, file);
        Require(entry, "compressed size", compressed, entry.CompressedSize, file);
        Require(entry, "uncompressed size", uncompressed, entry.UncompressedSize, file);
    }

    // The descriptor's signature is optional, and its sizes have 4 or 8 bytes: the form is the one whose numbers are right.
    private static int DescriptorSize(ZipEntry entry, ZipWindow window, long limit, string file)
    {
        var available = (int)Math.Min(24, limit - entry.EndOffset);
        var bytes = window.Get(entry.EndOffset, available);
        if (available >= 16 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == ZipFormat.DescriptorSignature)
        {
            var signed = Matches(entry, bytes[4..]);
            if (signed > 0)
            {
                return signed + 4;
            }
        }

        var size = Matches(entry, bytes);
        return size > 0 ? size : throw ZipFaults.Descriptor(file, entry.Name);
    }

    private static int Matches(ZipEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != entry.Crc32)
        {
            return 0;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == entry.CompressedSize
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == entry.UncompressedSize)
        {
            return 12;
        }

        return bytes.Length >= 20
            && BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]) == entry.CompressedSize
            && BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]) == entry.UncompressedSize
            ? 20
            : 0;
    }

    private static void Require(ZipEntry entry, string field, long local, long central, string file)
    {
        if (local != central)
        {
            throw ZipFaults.LocalMismatch(
                file, entry.Name, field, local.ToString(CultureInfo.InvariantCulture), central.ToString(CultureInfo.InvariantCulture));
        }
    }
}
