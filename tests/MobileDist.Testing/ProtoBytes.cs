using System.Text;

namespace MobileDist.Testing;

/// <summary>Writes protobuf messages byte by byte, independently of any library.</summary>
public sealed class ProtoBytes
{
    private readonly List<byte> _bytes = [];

    public ProtoBytes Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    public ProtoBytes Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtoBytes Message(int field, ProtoBytes message) => Bytes(field, message.ToArray());

    public ProtoBytes Bytes(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
