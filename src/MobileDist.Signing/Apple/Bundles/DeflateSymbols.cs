namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What the symbols of a deflate block stand for (RFC 1951, 3.2.5 and 3.2.7), as the values of a <see cref="DeflateCode"/>.</summary>
internal static class DeflateSymbols
{
    private const int EndOfBlockFlag = 1 << 30;
    private const int OtherFlag = 1 << 29;
    private const int LiteralFlag = 1 << 28;
    private const int ExtraShift = 8;
    private const int BaseShift = 13;
    private const int EndOfBlock = 256;
    private const int LongestMatch = 258;

    /// <summary>A byte, the end of the block, or how long the match is that a distance follows.</summary>
    public static readonly int[] LiteralsAndLengths = MakeLiteralsAndLengths();

    /// <summary>How far back a match lies; only the number of extra bits, since nobody looks there.</summary>
    public static readonly int[] Distances = [.. Enumerable.Range(0, 30).Select(symbol => Other(0, Math.Max(0, (symbol / 2) - 1)))];

    /// <summary>How long a code is, or 16 to 18 for several at once.</summary>
    public static readonly int[] CodeLengths = [.. Enumerable.Range(0, 19).Select(symbol => Other(symbol, 0))];

    /// <summary>The lengths of the codes that need not be told: 3.2.6.</summary>
    public static readonly byte[] FixedLengths = [.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol switch { < 144 => 8, < 256 => 9, < 280 => 7, _ => 8 }))];

    public static readonly byte[] FixedDistanceLengths = [.. Enumerable.Repeat((byte)5, 32)];

    public static bool IsLiteral(int value) => (value & LiteralFlag) != 0;

    public static bool IsEndOfBlock(int value) => (value & EndOfBlockFlag) != 0;

    /// <summary>How many bits behind the code are to be added to the <see cref="BaseOf"/>.</summary>
    public static int ExtraBitsOf(int value) => (value >> ExtraShift) & 0x1f;

    public static int BaseOf(int value) => (value >> BaseShift) & 0x1ff;

    // Lengths of 3 to 10 one by one, then four to each number of extra bits; the longest of all has a symbol of its own.
    private static int[] MakeLiteralsAndLengths()
    {
        var values = new int[286];
        Array.Fill(values, LiteralFlag, 0, EndOfBlock);
        values[EndOfBlock] = EndOfBlockFlag;
        var length = 3;
        for (var symbol = EndOfBlock + 1; symbol < values.Length - 1; symbol++)
        {
            var extra = Math.Max(0, ((symbol - EndOfBlock - 1) / 4) - 1);
            values[symbol] = Other(length, extra);
            length += 1 << extra;
        }

        values[^1] = Other(LongestMatch, 0);
        return values;
    }

    private static int Other(int number, int extra) => OtherFlag | (number << BaseShift) | (extra << ExtraShift);
}
