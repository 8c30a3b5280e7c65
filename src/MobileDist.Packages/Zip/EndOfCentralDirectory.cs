using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Zip;

/// <summary>The record at the end of a zip file, its ZIP64 twin taken into account.</summary>
/// <param name="Offset">Where the (32-bit) end record begins.</param>
/// <param name="DirectoryOffset">Where the central directory begins.</param>
/// <param name="DirectorySize">Its bytes.</param>
/// <param name="DirectoryLimit">Where it has to end: at the end record, or at the ZIP64 one.</param>
/// <param name="EntryCount">How many entries it claims.</param>
/// <param name="IsZip64">Whether there is a ZIP64 end record.</param>
internal readonly record struct EndOfCentralDirectory(
    long Offset, long DirectoryOffset, long DirectorySize, long DirectoryLimit, long EntryCount, bool IsZip64)
{
    /// <summary>Looks for the record from the end backwards: its comment must reach exactly to the end of the file.</summary>
    public static EndOfCentralDirectory Find(SafeFileHandle handle, long length, string file)
    {
        if (length == 0)
        {
            throw ZipFaults.Empty(file);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ZipFormat.EndSize + ushort.MaxValue);
        try
        {
            // Almost no package has a comment, so that the last 22 bytes are it.
            var tail = ReadTail(handle, length, buffer, ZipFormat.EndSize);
            var at = FindIn(tail);
            if (at < 0)
            {
                tail = ReadTail(handle, length, buffer, ZipFormat.EndSize + ushort.MaxValue);
                at = FindIn(tail);
            }

            if (at < 0)
            {
                throw BeginsLikeZip(handle, length) ? ZipFaults.Truncated(file) : ZipFaults.NotZip(file);
            }

            return Parse(handle, length - tail.Length + at, tail[at..], file);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> ReadTail(SafeFileHandle handle, long length, byte[] buffer, int count)
    {
        var tail = buffer.AsSpan(0, (int)Math.Min(length, count));
        var read = RandomAccess.Read(handle, tail, length - tail.Length);
        return read == tail.Length ? tail : default;
    }

    private static int FindIn(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - ZipFormat.EndSize; at >= 0; at--)
        {
            if (tail[at] == 'P'
                && BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == ZipFormat.EndSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length - at - ZipFormat.EndSize)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool BeginsLikeZip(SafeFileHandle handle, long length)
    {
        Span<byte> head = stackalloc byte[4];
        return length >= 4
            && RandomAccess.Read(handle, head, 0) == 4
            && BinaryPrimitives.ReadUInt32LittleEndian(head) == ZipFormat.LocalHeaderSignature;
    }

    private static EndOfCentralDirectory Parse(SafeFileHandle handle, long offset, ReadOnlySpan<byte> record, string file)
    {
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        var directoryDisk = BinaryPrimitives.ReadUInt16LittleEndian(record[6..]);
        var countHere = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);

        var (zip64Offset, locatorOffset) = FindZip64(handle, offset, file);
        var narrow = new EndOfCentralDirectory(offset, start, size, offset, count, IsZip64: false);
        if (zip64Offset is null)
        {
            if (disk != 0 || directoryDisk != 0 || countHere != count)
            {
                throw ZipFaults.MultiDisk(file);
            }

            return size == uint.MaxValue || start == uint.MaxValue
                ? throw ZipFaults.Zip64(file, "the end record refers to it, but it is not there")
                : narrow;
        }

        if (disk is not (0 or ushort.MaxValue) || directoryDisk is not (0 or ushort.MaxValue))
        {
            throw ZipFaults.MultiDisk(file);
        }

        var wide = ParseZip64(handle, zip64Offset.Value, locatorOffset, narrow, file);

        // Readers differ in which of the two records they believe; so both have to say the same.
        return (count != ushort.MaxValue && count != wide.EntryCount)
            || (size != uint.MaxValue && size != wide.DirectorySize)
            || (start != uint.MaxValue && start != wide.DirectoryOffset)
            ? throw ZipFaults.Zip64(file, "it contradicts the end record")
            : wide;
    }

    private static (long? Zip64Offset, long LocatorOffset) FindZip64(SafeFileHandle handle, long endOffset, string file)
    {
        var locatorOffset = endOffset - ZipFormat.Zip64LocatorSize;
        Span<byte> locator = stackalloc byte[ZipFormat.Zip64LocatorSize];
        if (locatorOffset < 0
            || RandomAccess.Read(handle, locator, locatorOffset) != locator.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(locator) != ZipFormat.Zip64LocatorSignature)
        {
            return (null, 0);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(locator[4..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(locator[16..]) > 1)
        {
            throw ZipFaults.MultiDisk(file);
        }

        var offset = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        return locatorOffset < ZipFormat.Zip64EndSize || offset > (ulong)(locatorOffset - ZipFormat.Zip64EndSize)
            ? throw ZipFaults.Zip64(file, "its locator points over the end")
            : ((long)offset, locatorOffset);
    }

    private static EndOfCentralDirectory ParseZip64(
        SafeFileHandle handle, long offset, long locatorOffset, EndOfCentralDirectory narrow, string file)
    {
        Span<byte> record = stackalloc byte[ZipFormat.Zip64EndSize];
        if (RandomAccess.Read(handle, record, offset) != record.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(record) != ZipFormat.Zip64EndSignature)
        {
            throw ZipFaults.Zip64(file, "its locator points at something else");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(record[4..]) != (ulong)(locatorOffset - offset - 12))
        {
            throw ZipFaults.Zip64(file, "its own size is wrong");
        }

        var countHere = BinaryPrimitives.ReadUInt64LittleEndian(record[24..]);
        var count = BinaryPrimitives.ReadUInt64LittleEndian(record[32..]);
        if (BinaryPrimitives.ReadUInt64LittleEndian(record[16..]) != 0 || countHere != count)
        {
            throw ZipFaults.MultiDisk(file);
        }

        var size = BinaryPrimitives.ReadUInt64LittleEndian(record[40..]);
        var start = BinaryPrimitives.ReadUInt64LittleEndian(record[48..]);
        return size > long.MaxValue || start > long.MaxValue || count > long.MaxValue
            ? throw ZipFaults.Zip64(file, "its numbers are negative")
            : narrow with { DirectoryOffset = (long)start, DirectorySize = (long)size, DirectoryLimit = offset, EntryCount = (long)count, IsZip64 = true };
    }
}
