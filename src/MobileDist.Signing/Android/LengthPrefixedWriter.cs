using System.Buffers.Binary;

namespace MobileDist.Signing.Android;

/// <summary>Writes u32 length + bytes, nested, as the signature schemes are laid out.</summary>
internal sealed class LengthPrefixedWriter
{
    private byte[] _bytes = new byte[4096];
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>Begins an element; give what it returns to <see cref="Close"/>.</summary>
    public int Open()
    {
        Reserve(4);
        return _count;
    }

    public void Close(int opened) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(opened - 4), _count - opened);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Element(ReadOnlySpan<byte> bytes)
    {
        UInt32((uint)bytes.Length);
        Bytes(bytes);
    }

    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _count < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + size));
        }

        _count += size;
        return _bytes.AsSpan(_count - size, size);
    }
}
