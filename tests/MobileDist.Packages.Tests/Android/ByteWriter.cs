using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Little-endian pieces of compiled XML and resource tables.</summary>
internal static class ByteWriter
{
    public static byte[] UInt16(params int[] numbers)
    {
        var bytes = new byte[2 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)numbers[i]);
        }

        return bytes;
    }

    public static byte[] UInt32(params long[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), (uint)numbers[i]);
        }

        return bytes;
    }

    /// <summary>A chunk: type, size of the head (8 and these fields), size of all, the fields, the body.</summary>
    public static byte[] Chunk(int type, byte[] fields, byte[] body) =>
        [.. UInt16(type, 8 + fields.Length), .. UInt32(8 + fields.Length + body.Length), .. fields, .. body];

    public static byte[] StringPool(IReadOnlyList<string> strings, bool utf8)
    {
        var offsets = new List<long>();
        var data = new List<byte>();
        foreach (var text in strings)
        {
            offsets.Add(data.Count);
            data.AddRange(utf8 ? Utf8(text) : Utf16(text));
        }

        while (data.Count % 4 != 0)
        {
            data.Add(0);
        }

        var fields = UInt32(strings.Count, 0, utf8 ? 0x100 : 0, 28 + (4 * strings.Count), 0);
        return Chunk(0x0001, fields, [.. UInt32([.. offsets]), .. data]);
    }

    private static byte[] Utf8(string text)
    {
        var bytes = ModifiedUtf8(text);
        return [.. Utf8Length(text.Length), .. Utf8Length(bytes.Length), .. bytes, 0];
    }

    private static byte[] Utf8Length(int length) => length < 0x80 ? [(byte)length] : [(byte)(0x80 | (length >> 8)), (byte)length];

    private static byte[] Utf16(string text) =>
        [.. text.Length < 0x8000 ? UInt16(text.Length) : UInt16(0x8000 | (text.Length >> 16), text.Length & 0xffff), .. Encoding.Unicode.GetBytes(text), 0, 0];

    /// <summary>Each UTF-16 unit by itself, as aapt2 does.</summary>
    private static byte[] ModifiedUtf8(string text)
    {
        var bytes = new List<byte>();
        foreach (var unit in text)
        {
            bytes.AddRange(char.IsSurrogate(unit)
                ? [(byte)(0xe0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3f)), (byte)(0x80 | (unit & 0x3f))]
                : Encoding.UTF8.GetBytes([unit]));
        }

        return [.. bytes];
    }
}
