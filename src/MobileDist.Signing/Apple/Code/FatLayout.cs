using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Where the slices of a fat file go when codesign writes it: each at a multiple of 16 KiB, in the 32-bit form of the header.</summary>
internal static class FatLayout
{
    public const int Alignment = 0x4000;

    private const uint Magic = 0xcafe_babe;
    private const uint AlignmentShift = 14;

    /// <summary>Offsets of slices of these lengths, and the length of the whole.</summary>
    public static (ImmutableArray<long> Offsets, long Length) Place(IEnumerable<long> lengths)
    {
        var offsets = ImmutableArray.CreateBuilder<long>();
        var end = (long)Alignment;
        foreach (var length in lengths)
        {
            var offset = SliceLayout.RoundUp(end, Alignment);
            offsets.Add(offset);
            end = offset + length;
        }

        return (offsets.ToImmutable(), end);
    }

    /// <summary>The header.</summary>
    public static byte[] Write(ImmutableArray<SliceLayout> slices, ImmutableArray<long> offsets)
    {
        var bytes = new byte[8 + (20 * slices.Length)];
        Write32(bytes, 0, Magic);
        Write32(bytes, 4, (uint)slices.Length);
        for (var i = 0; i < slices.Length; i++)
        {
            var at = 8 + (20 * i);
            Write32(bytes, at, slices[i].Slice.Cpu.Type);
            Write32(bytes, at + 4, slices[i].Slice.Cpu.Subtype);
            Write32(bytes, at + 8, (uint)offsets[i]);
            Write32(bytes, at + 12, (uint)slices[i].Length);
            Write32(bytes, at + 16, AlignmentShift);
        }

        return bytes;
    }

    private static void Write32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
}
