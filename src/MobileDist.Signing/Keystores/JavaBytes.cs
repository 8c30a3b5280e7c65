using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads what Java's DataOutputStream wrote: big end first, every length held against the bytes that are left.</summary>
internal sealed class JavaBytes(ReadOnlyMemory<byte> bytes, string format, KeystoreAccess access)
{
    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    public byte ReadByte() => Take(1).Span[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span);

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8).Span);

    /// <summary>The next bytes, not copied.</summary>
    public ReadOnlyMemory<byte> Take(long count)
    {
        if (count > bytes.Length - Position)
        {
            throw Damaged($"at byte {Position} it claims {count} more bytes, and {bytes.Length - Position} are there");
        }

        var taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>Java's modified UTF-8 (java.io.DataInput): a zero in two bytes, each half of a surrogate pair in three.</summary>
    public string ReadText()
    {
        var encoded = Take(ReadUInt16()).Span;
        var text = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length;)
        {
            int first = encoded[i];
            var size = first < 0x80 ? 1 : first >> 5 == 0b110 ? 2 : first >> 4 == 0b1110 ? 3 : 0;
            if (size == 0 || i + size > encoded.Length)
            {
                throw Damaged($"the text before byte {Position} is not Java's UTF-8");
            }

            text.Append((char)(size switch
            {
                1 => first,
                2 => ((first & 0x1F) << 6) | (encoded[i + 1] & 0x3F),
                _ => ((first & 0x0F) << 12) | ((encoded[i + 1] & 0x3F) << 6) | (encoded[i + 2] & 0x3F),
            }));
            i += size;
        }

        return text.ToString();
    }

    public DistributionException Damaged(string what) => KeystoreFaults.Damaged(access, format, what).AsUnfit();
}
