namespace MobileDist.InstallLinks;

/// <summary>The five filters of PNG rows (ISO/IEC 15948, clause 9): each predicts a byte from its neighbours.</summary>
internal static class PngFilter
{
    public const int Kinds = 5;

    /// <summary>Turns the differences of a row into its bytes, in place.</summary>
    /// <param name="kind">The row's first byte.</param>
    /// <param name="row">The row without it.</param>
    /// <param name="above">The row before it; zeros for the first.</param>
    /// <param name="distance">Bytes of a pixel.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (kind is < 0 or >= Kinds)
        {
            return false;
        }

        for (var at = 0; at < row.Length && kind != 0; at++)
        {
            row[at] += Prediction(kind, row, above, at, distance);
        }

        return true;
    }

    /// <summary>Writes a row's differences.</summary>
    public static void Apply(int kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> differences, int distance)
    {
        for (var at = 0; at < row.Length; at++)
        {
            differences[at] = (byte)(row[at] - Prediction(kind, row, above, at, distance));
        }
    }

    private static byte Prediction(int kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int at, int distance)
    {
        int left = at >= distance ? row[at - distance] : 0;
        int upper = above[at];
        return kind switch
        {
            1 => (byte)left,
            2 => (byte)upper,
            3 => (byte)((left + upper) / 2),
            4 => (byte)Paeth(left, upper, at >= distance ? above[at - distance] : 0),
            _ => 0,
        };
    }

    // The neighbour that is closest to where the three of them point.
    private static int Paeth(int left, int upper, int corner)
    {
        var (toLeft, toUpper, toCorner) = (Math.Abs(upper - corner), Math.Abs(left - corner), Math.Abs(left + upper - corner - corner));
        if (toLeft <= toUpper && toLeft <= toCorner)
        {
            return left;
        }

        return toUpper <= toCorner ? upper : corner;
    }
}
