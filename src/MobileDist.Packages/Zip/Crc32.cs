using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileDist.Packages.Zip;

/// <summary>
/// The CRC-32 of zip (polynomial 0xEDB88320, reflected). Whole packages go through it, so that it folds 64 bytes a step
/// with carry-less multiplication where the processor has it (V. Gopal et al., "Fast CRC Computation for Generic
/// Polynomials Using PCLMULQDQ", Intel 2009), and goes eight bytes a step by table elsewhere.
/// </summary>
internal struct Crc32(uint value)
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Tables = MakeTables();
    private uint _inverted = value;

    /// <summary>The checksum of all that was appended.</summary>
    public readonly uint Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        if (Pclmulqdq.IsSupported && bytes.Length >= 128)
        {
            var whole = bytes.Length & ~15;
            crc = Fold(crc, bytes[..whole]);
            bytes = bytes[whole..];
        }

        _inverted = ~ByTable(crc, bytes);
    }

    private static uint ByTable(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[(7 << 8) + (low & 0xff)] ^ tables[(6 << 8) + ((low >> 8) & 0xff)]
                ^ tables[(5 << 8) + ((low >> 16) & 0xff)] ^ tables[(4 << 8) + (low >> 24)]
                ^ tables[(3 << 8) + (high & 0xff)] ^ tables[(2 << 8) + ((high >> 8) & 0xff)]
                ^ tables[(1 << 8) + ((high >> 16) & 0xff)] ^ tables[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = tables[(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return crc;
    }

    // Four lanes of 16 bytes; each step multiplies a lane by x^512 and adds the next 64 bytes. What is left of the lanes,
    // 16 bytes that have the same remainder as everything before, goes through the table. Compiled at its best at once: the
    // instructions are not in what is compiled ahead of time, and the first compilation at run time is many times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var by512 = Vector128.Create(0x154442bd4UL, 0x1c6e41596UL);
        var by128 = Vector128.Create(0x1751997d0UL, 0x0ccaa009eUL);
        var a = blocks[0] ^ Vector128.CreateScalar((ulong)crc);
        var b = blocks[1];
        var c = blocks[2];
        var d = blocks[3];
        var at = 4;
        for (; at + 4 <= blocks.Length; at += 4)
        {
            a = Step(a, by512, blocks[at]);
            b = Step(b, by512, blocks[at + 1]);
            c = Step(c, by512, blocks[at + 2]);
            d = Step(d, by512, blocks[at + 3]);
        }

        a = Step(Step(Step(a, by128, b), by128, c), by128, d);
        for (; at < blocks.Length; at++)
        {
            a = Step(a, by128, blocks[at]);
        }

        Span<byte> rest = stackalloc byte[16];
        a.AsByte().CopyTo(rest);
        return ByTable(0, rest);
    }

    private static Vector128<ulong> Step(Vector128<ulong> lane, Vector128<ulong> factor, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(lane, factor, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, factor, 0x11) ^ next;

    private static uint[] MakeTables()
    {
        var tables = new uint[8 << 8];
        for (var i = 0; i < 256; i++)
        {
            var value = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = (previous >> 8) ^ tables[previous & 0xff];
        }

        return tables;
    }
}
