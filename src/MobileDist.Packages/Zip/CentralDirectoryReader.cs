using System.Buffers.Binary;

namespace MobileDist.Packages.Zip;

/// <summary>Parses the central directory; each record is checked against the size of the file and against itself.</summary>
internal static class CentralDirectoryReader
{
    /// <param name="directory">The whole directory.</param>
    /// <param name="end">What the end record said about it.</param>
    /// <param name="file">For messages.</param>
    public static ZipEntry[] Read(ReadOnlySpan<byte> directory, EndOfCentralDirectory end, string file)
    {
        if (end.EntryCount == 0)
        {
            throw directory.IsEmpty ? ZipFaults.NoEntries(file) : ZipFaults.EntryCount(file, 0, Count(directory));
        }

        // Checked before anything is allocated by it.
        if (end.EntryCount > directory.Length / ZipFormat.CentralRecordSize)
        {
            throw ZipFaults.EntryCount(file, end.EntryCount, Count(directory));
        }

        var entries = new ZipEntry[(int)end.EntryCount];
        var offset = 0;
        var total = 0L;
        for (var i = 0; i < entries.Length; i++)
        {
            if (offset == directory.Length)
            {
                throw ZipFaults.EntryCount(file, end.EntryCount, i);
            }

            var entry = ReadRecord(directory, offset, i, end, file);
            entries[i] = entry;
            offset += entry.CentralRecordLength;
            total += entry.UncompressedSize;
            if (total > ZipFormat.LargestTotal)
            {
                throw ZipFaults.TotalBomb(file, total);
            }
        }

        return offset == directory.Length ? entries : throw ZipFaults.EntryCount(file, end.EntryCount, Count(directory));
    }

    private static ZipEntry ReadRecord(ReadOnlySpan<byte> directory, int offset, int index, EndOfCentralDirectory end, string file)
    {
        var record = directory[offset..];
        if (record.Length < ZipFormat.CentralRecordSize
            || BinaryPrimitives.ReadUInt32LittleEndian(record) != ZipFormat.CentralRecordSignature)
        {
            throw ZipFaults.DirectoryRecord(file, index);
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
        var length = ZipFormat.CentralRecordSize + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        if (length > record.Length)
        {
            throw ZipFaults.DirectoryRecord(file, index);
        }

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
        var name = ZipNames.Decode(record.Slice(ZipFormat.CentralRecordSize, nameLength), (flags & ZipFormat.Utf8Flag) != 0, file, index);
        ZipNames.Check(name, file);
        var wide = Zip64Sizes.Read(record, record.Slice(ZipFormat.CentralRecordSize + nameLength, extraLength), name, file);
        if (wide.Disk != 0)
        {
            throw ZipFaults.MultiDisk(file);
        }

        var entry = new ZipEntry(name)
        {
            Index = index,
            Method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            Flags = flags,
            DosTime = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
            UnixMode = record[5] is ZipFormat.MadeOnUnix or ZipFormat.MadeOnMac ? BinaryPrimitives.ReadUInt16LittleEndian(record[40..]) : 0,
            Crc32 = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            CompressedSize = wide.Compressed,
            UncompressedSize = wide.Uncompressed,
            LocalHeaderOffset = wide.LocalHeaderOffset,
            NameLength = nameLength,
            CentralRecordOffset = offset,
            CentralRecordLength = length,
        };
        Check(entry, end.DirectoryOffset, file);
        return entry;
    }

    private static void Check(ZipEntry entry, long limit, string file)
    {
        const ushort Unreadable = ZipFormat.EncryptedFlag | ZipFormat.StrongEncryptionFlag | ZipFormat.MaskedHeadersFlag;
        if ((entry.Flags & Unreadable) != 0)
        {
            throw ZipFaults.Encrypted(file, entry.Name);
        }

        if (entry.Method is not (ZipFormat.Stored or ZipFormat.Deflated))
        {
            throw ZipFaults.Method(file, entry.Name, entry.Method);
        }

        var room = limit - ZipFormat.LocalHeaderSize - entry.NameLength;
        if (entry.LocalHeaderOffset > room || entry.CompressedSize > room - entry.LocalHeaderOffset)
        {
            throw ZipFaults.EntryBounds(file, entry.Name);
        }

        if (entry.IsDirectory && entry.UncompressedSize != 0)
        {
            throw ZipFaults.DirectorySize(file, entry.Name, entry.UncompressedSize);
        }

        if (entry.IsStored)
        {
            if (entry.CompressedSize != entry.UncompressedSize)
            {
                throw ZipFaults.StoredSizes(file, entry.Name, entry.CompressedSize, entry.UncompressedSize);
            }
        }
        else if (entry.UncompressedSize / ZipFormat.LargestDeflateRatio > entry.CompressedSize)
        {
            throw ZipFaults.ImpossibleRatio(file, entry.Name, entry.CompressedSize, entry.UncompressedSize);
        }
        else if (entry.UncompressedSize > ZipFormat.LargeEntry && entry.UncompressedSize / ZipFormat.LargestBelievableRatio > entry.CompressedSize)
        {
            throw ZipFaults.Bomb(file, entry.Name, entry.CompressedSize, entry.UncompressedSize);
        }
    }

    private static long Count(ReadOnlySpan<byte> directory)
    {
        var count = 0L;
        while (directory.Length >= ZipFormat.CentralRecordSize
            && BinaryPrimitives.ReadUInt32LittleEndian(directory) == ZipFormat.CentralRecordSignature)
        {
            var length = ZipFormat.CentralRecordSize
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            directory = directory[Math.Min(length, directory.Length)..];
            count++;
        }

        return count;
    }
}
