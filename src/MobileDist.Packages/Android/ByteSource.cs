using System.Buffers.Binary;

namespace MobileDist.Packages.Android;

/// <summary>
/// Bytes of one packed file at any offset, little-endian, every read checked against what is there. Whatever lies
/// outside is a fault in that file's own words, never an exception of the runtime.
/// </summary>
/// <param name="length">How many bytes there are.</param>
/// <param name="malformed">Makes the error of this file out of what is wrong in it.</param>
internal abstract class ByteSource(int length, Func<string, DistributionException> malformed)
{
    public int Length => length;

    /// <summary>The error to throw when the file does not keep to its format.</summary>
    public DistributionException Malformed(string what) => malformed(what);

    /// <summary>Fills the span with the bytes at the offset.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > length - destination.Length)
        {
            throw Malformed($"it points at byte {offset}, and it has {length}");
        }

        ReadCore((int)offset, destination);
    }

    public ushort UInt16(long offset)
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(offset, bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint UInt32(long offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(offset, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Called only with ranges that lie inside.</summary>
    protected abstract void ReadCore(int offset, Span<byte> destination);
}
