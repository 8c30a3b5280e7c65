using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// A stretch of an entry's deflate stream, from the beginning of a block to that of another, that can stand as it is in the stream of a file
/// that differs before and behind it. The blocks may refer to 32 KiB before the stretch, which have to be the same in both files.
/// Between what is deflated anew and the stretch lie empty blocks that bring the first bit to where it was in its byte.
/// </summary>
internal sealed class DeflateSplice
{
    private const int Window = 32 << 10;
    private const int Least = 256 << 10;

    private readonly ZipPackage _package;
    private readonly ZipEntry _entry;

    private DeflateSplice(ZipPackage package, ZipEntry entry, (long Bit, long Byte) from, (long Bit, long Byte) to)
    {
        (_package, _entry) = (package, entry);
        (Start, End) = (from.Byte, to.Byte);
        (PackedStart, PackedEnd) = ((from.Bit + 7) / 8, to.Bit / 8);
        Opening = MakeOpening(from.Bit);
        Closing = MakeClosing(to.Bit);
    }

    /// <summary>Where the stretch begins in the unpacked data.</summary>
    public long Start { get; }

    /// <summary>Where it ends in the unpacked data.</summary>
    public long End { get; }

    /// <summary>First of the bytes of packed data that are of the stretch alone.</summary>
    public long PackedStart { get; }

    public long PackedEnd { get; }

    /// <summary>What stands between a stream that was flushed to a byte and <see cref="PackedStart"/>.</summary>
    public byte[] Opening { get; }

    /// <summary>What stands behind <see cref="PackedEnd"/>; the next block begins with a byte.</summary>
    public byte[] Closing { get; }

    /// <summary>The longest such stretch; null when there is none that is worth it.</summary>
    /// <param name="package">Where the entry lies.</param>
    /// <param name="entry">Deflated, and known to unpack.</param>
    /// <param name="from">From where on the unpacked data is the same in the other file.</param>
    /// <param name="to">Up to where.</param>
    /// <param name="cancellation">Looked at before each block.</param>
    public static DeflateSplice? Find(ZipPackage package, ZipEntry entry, long from, long to, CancellationToken cancellation)
    {
        if (entry.IsStored || to - from < Window + Least)
        {
            return null;
        }

        (long Bit, long Byte)? first = null;
        (long Bit, long Byte) last = default;
        var blocks = new DeflateBlocks(package, entry);
        while (blocks.Skip() && blocks.Unpacked <= to)
        {
            cancellation.ThrowIfCancellationRequested();
            last = (blocks.PackedBits, blocks.Unpacked);

            // Empty blocks have an even number of bits.
            if (first is null && last.Byte >= from + Window && last.Bit % 2 == 0)
            {
                first = last;
            }
        }

        return first is { } start && last.Byte - start.Byte >= Least && last.Bit / 8 > start.Bit / 8 ? new DeflateSplice(package, entry, start, last) : null;
    }

    /// <summary>Reads packed data.</summary>
    public void Read(long offset, Span<byte> destination) => _package.ReadExactly(_entry.DataOffset + offset, destination);

    // An empty block of the fixed code is 0 10 0000000: ten bits.
    private byte[] MakeOpening(long bit)
    {
        const int EmptyBlock = 0b10;
        const int EmptyBlockBits = 10;
        var inByte = (int)(bit % 8);
        var (bits, count) = (0L, 0);
        for (; count % 8 != inByte; count += EmptyBlockBits)
        {
            bits |= (long)EmptyBlock << count;
        }

        if (inByte == 0)
        {
            return [];
        }

        bits |= (long)(ReadByte(bit / 8) >> inByte) << count;
        return Bytes(bits, count + 8 - inByte);
    }

    // An empty stored block: three bits of zero, zeros up to a byte, a length of zero, and its complement.
    private byte[] MakeClosing(long bit)
    {
        var inByte = (int)(bit % 8);
        var begun = inByte == 0 ? 0 : ReadByte(bit / 8) & ((1 << inByte) - 1);
        return [.. Bytes(begun, inByte + 3), 0x00, 0x00, 0xff, 0xff];
    }

    private static byte[] Bytes(long bits, int count)
    {
        var bytes = new byte[(count + 7) / 8];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(bits >> (8 * i));
        }

        return bytes;
    }

    private byte ReadByte(long offset)
    {
        Span<byte> one = stackalloc byte[1];
        Read(offset, one);
        return one[0];
    }
}
