namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// One canonical Huffman code of a deflate block (RFC 1951, 3.2.2): short codes by table, the few long ones bit by bit. What a symbol
/// stands for is the caller's: each has a value that is not zero, and 0 is what no code stands for.
/// </summary>
internal sealed class DeflateCode
{
    private const int LongestCode = 15;
    private const int TableBits = 11;
    private const int LengthMask = 0xff;

    private readonly int[] _table = new int[1 << TableBits];
    private readonly int[] _counts = new int[LongestCode + 1];
    private readonly int[] _values = new int[288];

    /// <summary>Takes the place of the code before; false when there are more codes than fit.</summary>
    /// <param name="lengths">Of the code of each symbol, in bits; 0 for symbols that do not occur.</param>
    /// <param name="values">Of each symbol; their low eight bits are zero, and become the length of the code.</param>
    public bool Set(ReadOnlySpan<byte> lengths, ReadOnlySpan<int> values)
    {
        Array.Clear(_counts);
        Array.Clear(_table);
        foreach (var length in lengths)
        {
            _counts[length]++;
        }

        _counts[0] = 0;
        Span<int> next = stackalloc int[LongestCode + 1];
        Span<int> index = stackalloc int[LongestCode + 1];
        var (code, before) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            (next[length], index[length]) = (code, before);
            code += _counts[length];
            before += _counts[length];
            if (code > 1 << length)
            {
                return false;
            }

            code <<= 1;
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] is > 0 and var length)
            {
                var value = symbol < values.Length && values[symbol] != 0 ? values[symbol] | length : 0;
                _values[index[length]++] = value;
                Tabulate(next[length]++, length, value);
            }
        }

        return true;
    }

    /// <summary>The value of the code that the bits begin with, its length in the low eight bits; 0 when there is none.</summary>
    public int Find(ulong bits) => _table[(int)bits & ((1 << TableBits) - 1)] is not 0 and var value ? value : FindLong(bits);

    public static int LengthOf(int value) => value & LengthMask;

    // The first bit of a code is the lowest in the stream.
    private void Tabulate(int code, int length, int value)
    {
        if (length > TableBits)
        {
            return;
        }

        var reversed = 0;
        for (var bit = 0; bit < length; bit++)
        {
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        }

        for (var at = reversed; at < _table.Length; at += 1 << length)
        {
            _table[at] = value;
        }
    }

    private int FindLong(ulong bits)
    {
        var (code, first, index) = (0, 0, 0);
        for (var length = 1; length <= LongestCode; length++, bits >>= 1)
        {
            code |= (int)bits & 1;
            var count = _counts[length];
            if (code - first < count)
            {
                return _values[index + code - first];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return 0;
    }
}
