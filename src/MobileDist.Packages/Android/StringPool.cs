using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Android;

/// <summary>
/// The strings of a binary XML file or a resource table, decoded one by one as they are asked for. Both encodings:
/// UTF-16, and the "modified UTF-8" that aapt2 writes (characters beyond U+FFFF as two surrogates of three bytes each).
/// </summary>
internal sealed class StringPool : IStringSource
{
    /// <summary>More is no name, label or path; a bound on what one reference into hostile bytes can cost.</summary>
    public const int LongestString = 0xffff;

    /// <summary>An index that says "no string".</summary>
    public const uint None = uint.MaxValue;

    private const int HeaderSize = 28;
    private const uint Utf8Flag = 0x100;

    private readonly ByteSource _source;
    private readonly int _offsets;
    private readonly int _strings;
    private readonly int _end;
    private readonly bool _utf8;

    private StringPool(ByteSource source, int count, int offsets, int strings, int end, bool utf8)
    {
        _source = source;
        Count = count;
        _offsets = offsets;
        _strings = strings;
        _end = end;
        _utf8 = utf8;
    }

    public int Count { get; }

    public static StringPool Empty(ByteSource source) => new(source, 0, 0, 0, 0, utf8: true);

    public static StringPool Read(ByteSource source, Chunk chunk)
    {
        chunk.WithHeader(source, HeaderSize);
        var count = source.UInt32(chunk.Offset + 8L);
        var styles = source.UInt32(chunk.Offset + 12L);
        var flags = source.UInt32(chunk.Offset + 16L);
        var stringsStart = source.UInt32(chunk.Offset + 20L);
        var stylesStart = source.UInt32(chunk.Offset + 24L);
        if (count == 0)
        {
            return Empty(source);
        }

        if (count > (chunk.Size - chunk.HeaderSize) / 4 || stringsStart >= chunk.Size)
        {
            throw source.Malformed($"the string pool at byte {chunk.Offset} claims {count} strings, more than its {chunk.Size} bytes hold");
        }

        var end = styles > 0 && stylesStart > stringsStart && stylesStart < chunk.Size ? chunk.Offset + (int)stylesStart : chunk.End;
        return new StringPool(source, (int)count, chunk.Body, chunk.Offset + (int)stringsStart, end, (flags & Utf8Flag) != 0);
    }

    /// <summary>The string; null for <see cref="None"/>.</summary>
    public string? Get(uint index)
    {
        if (index == None)
        {
            return null;
        }

        if (!TryLocate(index, out var offset, out var byteCount))
        {
            throw _source.Malformed($"it refers to string {index}, which its pool of {Count} strings does not hold whole");
        }

        if (byteCount > LongestString * 3)
        {
            throw _source.Malformed($"string {index} is {byteCount} bytes long; {LongestString} characters is the most that is read");
        }

        var bytes = new byte[byteCount];
        _source.Read(offset, bytes);
        return _utf8 ? DecodeUtf8(bytes) : Encoding.Unicode.GetString(bytes);
    }

    /// <summary>Whether the string is this ASCII text; false for one that is not there. Costs nothing for longer strings.</summary>
    public bool Is(uint index, string ascii)
    {
        var width = _utf8 ? 1 : 2;
        if (index == None || !TryLocate(index, out var offset, out var byteCount) || byteCount != ascii.Length * width)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[256];
        bytes = bytes[..byteCount];
        _source.Read(offset, bytes);
        for (var i = 0; i < ascii.Length; i++)
        {
            var unit = _utf8 ? bytes[i] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            if (unit != ascii[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool TryLocate(uint index, out int offset, out int byteCount)
    {
        offset = 0;
        byteCount = 0;
        if (index >= Count)
        {
            return false;
        }

        var at = _strings + (long)_source.UInt32(_offsets + (4L * index));
        if (at > _end - 2)
        {
            return false;
        }

        long length;
        if (_utf8)
        {
            ReadUtf8Length(ref at);
            length = ReadUtf8Length(ref at);
        }
        else
        {
            length = 2L * ReadUtf16Length(ref at);
        }

        if (length > _end - at)
        {
            return false;
        }

        offset = (int)at;
        byteCount = (int)length;
        return true;
    }

    private int ReadUtf8Length(ref long at)
    {
        Span<byte> bytes = stackalloc byte[2];
        _source.Read(at, bytes[..1]);
        at++;
        if ((bytes[0] & 0x80) == 0)
        {
            return bytes[0];
        }

        _source.Read(at, bytes[1..]);
        at++;
        return ((bytes[0] & 0x7f) << 8) | bytes[1];
    }

    private int ReadUtf16Length(ref long at)
    {
        var first = _source.UInt16(at);
        at += 2;
        if ((first & 0x8000) == 0)
        {
            return first;
        }

        var second = _source.UInt16(at);
        at += 2;
        return ((first & 0x7fff) << 16) | second;
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0xed) < 0)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var surrogate = bytes.IndexOf((byte)0xed);
            var plain = surrogate < 0 ? bytes.Length : surrogate;
            text.Append(Encoding.UTF8.GetString(bytes[..plain]));
            bytes = bytes[plain..];
            if (bytes.Length >= 3 && (bytes[1] & 0xc0) == 0x80 && (bytes[2] & 0xc0) == 0x80)
            {
                text.Append((char)(0xd000 | ((bytes[1] & 0x3f) << 6) | (bytes[2] & 0x3f)));
                bytes = bytes[3..];
            }
            else if (!bytes.IsEmpty)
            {
                text.Append('\ufffd');
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
