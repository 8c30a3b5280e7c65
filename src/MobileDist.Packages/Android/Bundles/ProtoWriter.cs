using System.Buffers;
using System.Text;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>Writes the fields of one protobuf message, in any order.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Copies a field as it is, with its tag.</summary>
    public void Raw(ReadOnlySpan<byte> field) => _bytes.Write(field);

    public void Number(int field, uint value)
    {
        WriteVarint((uint)((field << 3) | Varint));
        WriteVarint(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A string or a message.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((uint)((field << 3) | LengthDelimited));
        WriteVarint((uint)value.Length);
        _bytes.Write(value);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void WriteVarint(uint value)
    {
        Span<byte> bytes = stackalloc byte[5];
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        _bytes.Write(bytes[..count]);
    }
}
