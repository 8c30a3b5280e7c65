namespace MobileDist.Packages.Android;

/// <summary>
/// The values of one resource type in one configuration (AOSP <c>ResTable_type</c>): an index of entries, and the
/// entries. Only its place is kept; an entry is looked up when it is asked for.
/// </summary>
internal readonly record struct ResourceTypeChunk(Chunk Chunk, byte PackageId, byte TypeId, byte Flags, int EntryCount, uint EntriesStart)
{
    private const int ConfigOffset = 20;
    private const byte SparseFlag = 0x01;
    private const byte ShortOffsetsFlag = 0x02;
    private const ushort ComplexFlag = 0x0001;
    private const ushort CompactFlag = 0x0008;

    public static ResourceTypeChunk Read(ByteSource source, Chunk chunk, byte packageId, uint typeIdOffset)
    {
        chunk.WithHeader(source, ConfigOffset + 4);
        var typeAndFlags = source.UInt16(chunk.Offset + 8L);
        var count = source.UInt32(chunk.Offset + 12L);
        var flags = (byte)(typeAndFlags >> 8);
        var width = (flags & ShortOffsetsFlag) != 0 && (flags & SparseFlag) == 0 ? 2 : 4;
        if (count > (chunk.Size - chunk.HeaderSize) / width)
        {
            throw source.Malformed($"the resource type at byte {chunk.Offset} claims {count} entries, more than its {chunk.Size} bytes hold");
        }

        return new ResourceTypeChunk(chunk, packageId, (byte)(typeAndFlags + typeIdOffset), flags, (int)count, source.UInt32(chunk.Offset + 16L));
    }

    /// <summary>The configuration that all the entries are for.</summary>
    public ResourceConfig ReadConfig(ByteSource source) => ResourceConfig.Read(source, Chunk.Offset + ConfigOffset);

    /// <summary>The value of an entry; null when this configuration has none, or a whole bag of them (a style, an array).</summary>
    public ResourceValue? Find(ByteSource source, ushort entry)
    {
        if (OffsetOf(source, entry) is not { } relative)
        {
            return null;
        }

        var offset = Chunk.Offset + (long)EntriesStart + relative;
        if (offset > Chunk.End - 8)
        {
            throw source.Malformed($"entry {entry} of the resource type at byte {Chunk.Offset} lies outside of its chunk");
        }

        var size = source.UInt16(offset);
        var flags = source.UInt16(offset + 2);
        if ((flags & CompactFlag) != 0)
        {
            return new ResourceValue((byte)(flags >> 8), source.UInt32(offset + 4));
        }

        if ((flags & ComplexFlag) != 0)
        {
            return null;
        }

        if (size < 8 || offset + size > Chunk.End - 8)
        {
            throw source.Malformed($"entry {entry} of the resource type at byte {Chunk.Offset} has no room for a value");
        }

        return new ResourceValue((byte)(source.UInt32(offset + size) >> 24), source.UInt32(offset + size + 4));
    }

    private long? OffsetOf(ByteSource source, ushort entry)
    {
        if ((Flags & SparseFlag) != 0)
        {
            return SparseOffsetOf(source, entry);
        }

        if (entry >= EntryCount)
        {
            return null;
        }

        if ((Flags & ShortOffsetsFlag) != 0)
        {
            var units = source.UInt16(Chunk.Body + (2L * entry));
            return units == ushort.MaxValue ? null : units * 4L;
        }

        var offset = source.UInt32(Chunk.Body + (4L * entry));
        return offset == uint.MaxValue ? null : offset;
    }

    /// <summary>The index is sorted pairs of entry number and offset in units of four.</summary>
    private long? SparseOffsetOf(ByteSource source, ushort entry)
    {
        var (low, high) = (0, EntryCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = source.UInt16(Chunk.Body + (4L * middle));
            if (found == entry)
            {
                return source.UInt16(Chunk.Body + (4L * middle) + 2) * 4L;
            }

            (low, high) = found < entry ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
