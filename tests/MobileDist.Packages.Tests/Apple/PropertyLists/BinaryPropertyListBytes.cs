using System.Buffers.Binary;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

/// <summary>Builds binary property lists object by object; every number of the trailer can be a lie.</summary>
internal sealed class BinaryPropertyListBytes(params byte[][] objects)
{
    public int OffsetSize { get; init; } = 1;

    public int ReferenceSize { get; init; } = 1;

    public ulong? Count { get; init; }

    public ulong Top { get; init; }

    public ulong? Table { get; init; }

    public ulong? FirstOffset { get; init; }

    public byte[] AfterObjects { get; init; } = [];

    public byte[] ToArray()
    {
        var bytes = new List<byte>("bplist00"u8.ToArray());
        var offsets = new List<ulong>();
        foreach (var content in objects)
        {
            offsets.Add((ulong)bytes.Count);
            bytes.AddRange(content);
        }

        offsets[0] = FirstOffset ?? offsets[0];
        bytes.AddRange(AfterObjects);
        var table = (ulong)bytes.Count;
        foreach (var offset in offsets)
        {
            bytes.AddRange(Number(offset, OffsetSize));
        }

        bytes.AddRange([0, 0, 0, 0, 0, 0, (byte)OffsetSize, (byte)ReferenceSize]);
        bytes.AddRange(Number(Count ?? (ulong)objects.Length, 8));
        bytes.AddRange(Number(Top, 8));
        bytes.AddRange(Number(Table ?? table, 8));
        return [.. bytes];
    }

    public static byte[] Number(ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes[^size..].ToArray();
    }
}
