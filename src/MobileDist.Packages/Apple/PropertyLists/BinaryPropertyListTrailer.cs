using System.Buffers.Binary;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>The last 32 bytes of the binary form, checked against the file: where the objects' offsets are, and how wide numbers are.</summary>
/// <param name="OffsetSize">Bytes of an offset, 1 to 8.</param>
/// <param name="ReferenceSize">Bytes of a reference to an object, 1 to 8.</param>
/// <param name="ObjectCount">1 to <see cref="PropertyListBounds.MostObjects"/>.</param>
/// <param name="Top">The object at the top.</param>
/// <param name="OffsetTable">Where the offsets begin and the objects end.</param>
internal readonly record struct BinaryPropertyListTrailer(int OffsetSize, int ReferenceSize, int ObjectCount, int Top, int OffsetTable)
{
    public const int HeaderSize = 8;
    private const int Size = 32;

    public static BinaryPropertyListTrailer Read(ReadOnlySpan<byte> bytes, Func<string, DistributionException> broken)
    {
        if (!bytes.StartsWith("bplist0"u8))
        {
            throw broken("it is of a binary version that apps do not use; valid is 'bplist00'");
        }

        if (bytes.Length < HeaderSize + 1 + Size)
        {
            throw broken("it is cut off");
        }

        var trailer = bytes[^Size..];
        int offsetSize = trailer[6];
        int referenceSize = trailer[7];
        var count = BinaryPrimitives.ReadUInt64BigEndian(trailer[8..]);
        var top = BinaryPrimitives.ReadUInt64BigEndian(trailer[16..]);
        var table = BinaryPrimitives.ReadUInt64BigEndian(trailer[24..]);
        if (offsetSize is 0 or > 8 || referenceSize is 0 or > 8)
        {
            throw broken($"its trailer gives offsets '{offsetSize}' and references '{referenceSize}' bytes, and valid are '1' to '8'");
        }

        if (count is 0 or > PropertyListBounds.MostObjects || top >= count)
        {
            throw broken($"its trailer claims '{count}' objects with number '{top}' at the top");
        }

        var end = (ulong)(bytes.Length - Size);
        if (table < HeaderSize + 1 || table > end || end - table != count * (ulong)offsetSize)
        {
            throw broken($"its trailer claims '{count}' offsets of '{offsetSize}' bytes from byte '{table}' to byte '{end}'");
        }

        return new BinaryPropertyListTrailer(offsetSize, referenceSize, (int)count, (int)top, (int)table);
    }
}
