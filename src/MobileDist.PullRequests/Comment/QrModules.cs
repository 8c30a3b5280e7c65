using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>The modules of a QR symbol without its quiet zone, for the forms that are drawn in the comment's own text.</summary>
public sealed class QrModules
{
    /// <summary>Modules on a side of the largest symbol, version 40 (ISO/IEC 18004).</summary>
    internal const int LargestSize = 177;

    private readonly ImmutableArray<byte> _bits;

    private QrModules(int size, ImmutableArray<byte> bits)
    {
        Size = size;
        _bits = bits;
    }

    /// <summary>Modules on a side.</summary>
    public int Size { get; }

    /// <summary>Row by row, the first module in the highest bit.</summary>
    internal ReadOnlySpan<byte> Bits => _bits.AsSpan();

    /// <param name="size">Modules on a side, 21 to 177. Take the lowest error correction: the text grows with every module.</param>
    /// <param name="isDark">Whether the module in column x of row y is dark.</param>
    public static QrModules From(int size, Func<int, int, bool> isDark)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        var bits = new byte[((size * size) + 7) / 8];
        for (var at = 0; at < size * size; at++)
        {
            if (isDark(at % size, at / size))
            {
                bits[at / 8] |= (byte)(0x80 >> (at % 8));
            }
        }

        return new QrModules(size, [.. bits]);
    }

    /// <summary>Whether a module is dark; everything outside the symbol is light.</summary>
    public bool IsDark(int x, int y)
    {
        var at = (y * Size) + x;
        return x >= 0 && y >= 0 && x < Size && y < Size && (_bits[at / 8] & (0x80 >> (at % 8))) != 0;
    }

    /// <summary>Reads back what <see cref="Bits"/> gave; null when the two do not belong together.</summary>
    internal static QrModules? Restore(int size, byte[] bits) =>
        size is > 0 and <= LargestSize && bits.Length == ((size * size) + 7) / 8 ? new QrModules(size, [.. bits]) : null;
}
