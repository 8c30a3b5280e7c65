using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Android;

/// <summary>Adds a string behind those of a pool (AOSP <c>ResStringPool_header</c>); all others keep their index.</summary>
internal static class StringPoolEditor
{
    private const int CountAt = 8;
    private const int StylesAt = 12;
    private const int FlagsAt = 16;
    private const int StringsStartAt = 20;
    private const int StylesStartAt = 24;
    private const uint SortedFlag = 0x1;
    private const uint Utf8Flag = 0x100;

    /// <param name="pool">The whole chunk.</param>
    /// <param name="headerSize">Bytes of its head.</param>
    /// <param name="text">The new string; at most 32767 units.</param>
    /// <param name="source">The file that it is in, for what is wrong with it.</param>
    /// <returns>The new chunk.</returns>
    public static byte[] Append(ReadOnlySpan<byte> pool, int headerSize, string text, ByteSource source)
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(pool[CountAt..]);
        var styles = BinaryPrimitives.ReadUInt32LittleEndian(pool[StylesAt..]);
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(pool[FlagsAt..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(pool[StringsStartAt..]);
        var end = styles > 0 ? BinaryPrimitives.ReadUInt32LittleEndian(pool[StylesStartAt..]) : (uint)pool.Length;
        var offsetsEnd = headerSize + (4L * count);
        if (offsetsEnd > start || start > end || end > pool.Length)
        {
            throw source.Malformed($"its string pool has its strings at byte {start} to {end} of {pool.Length}, and their offsets up to byte {offsetsEnd}");
        }

        var added = (flags & Utf8Flag) != 0 ? Utf8(text) : Utf16(text);
        var before = (int)(end - start);
        var place = Aligned(before);
        var after = Aligned(place + added.Length);
        var result = new byte[pool.Length + 4 + after - before];

        // Head and offsets, the new offset, then style offsets and strings, the new string, then the styles.
        pool[..(int)offsetsEnd].CopyTo(result);
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan((int)offsetsEnd), place);
        pool[(int)offsetsEnd..(int)end].CopyTo(result.AsSpan((int)offsetsEnd + 4));
        added.CopyTo(result.AsSpan((int)start + 4 + place));
        pool[(int)end..].CopyTo(result.AsSpan((int)start + 4 + after));

        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(4), result.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(CountAt), count + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(FlagsAt), flags & ~SortedFlag);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(StringsStartAt), start + 4);
        if (styles > 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(StylesStartAt), (uint)(start + 4 + after));
        }

        return result;
    }

    // Length in UTF-16 units, length in bytes, each in one byte or two, then the bytes and a zero.
    private static byte[] Utf8(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Length(text.Length), .. Length(bytes.Length), .. bytes, 0];

        static byte[] Length(int length) => length < 0x80 ? [(byte)length] : [(byte)(0x80 | (length >> 8)), (byte)length];
    }

    private static byte[] Utf16(string text) => [(byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Unicode.GetBytes(text), 0, 0];

    private static int Aligned(int length) => (length + 3) & ~3;
}
