using System.Buffers.Binary;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Big-endian bytes of a signature at any offset, every read checked against what is there.</summary>
internal readonly struct SignatureBytes(ReadOnlyMemory<byte> bytes, Func<string, DistributionException> malformed)
{
    public int Length => bytes.Length;

    public ReadOnlyMemory<byte> Memory => bytes;

    public uint UInt32(long offset) => BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4).Span);

    public ulong UInt64(long offset) => BinaryPrimitives.ReadUInt64BigEndian(Slice(offset, 8).Span);

    public byte Byte(long offset) => Slice(offset, 1).Span[0];

    /// <summary>Text up to the NUL that must follow it.</summary>
    public string Text(long offset, string what)
    {
        var rest = offset >= 0 && offset < Length ? bytes.Span[(int)offset..] : throw malformed($"its {what} begins at {offset}, outside of its {Length} bytes");
        var end = rest.IndexOf((byte)0);
        return end >= 0 ? System.Text.Encoding.UTF8.GetString(rest[..end]) : throw malformed($"its {what} has no end");
    }

    public ReadOnlyMemory<byte> Slice(long offset, long length) =>
        offset >= 0 && length >= 0 && offset <= Length && length <= Length - offset
            ? bytes.Slice((int)offset, (int)length)
            : throw malformed($"it points at {length} bytes from byte {offset} on, and it has {Length}");
}
