namespace MobileDist.Packages.Apple.Png;

/// <summary>The filters that PNG puts over a row before it is deflated (PNG specification, 9.2): each predicts a byte from its neighbours.</summary>
public static class PngFilter
{
    /// <summary>How many filters there are; the first changes nothing.</summary>
    public const int Count = 5;

    /// <summary>Takes the filter of a row back.</summary>
    /// <param name="row">The filter's number and the row's bytes; comes out with filter 0.</param>
    /// <param name="above">The row above, unfiltered, with its filter's number; zeros above the first.</param>
    /// <param name="bytesPerPixel">How far back the pixel to the left is.</param>
    /// <returns>Whether there is such a filter.</returns>
    public static bool TryUndo(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        var filter = row[0];
        if (filter >= Count)
        {
            return false;
        }

        row[0] = 0;
        for (var at = 1; at < row.Length; at++)
        {
            row[at] += Prediction(filter, row, above, at, bytesPerPixel);
        }

        return true;
    }

    /// <summary>Puts a filter over a row.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">A row as <see cref="TryUndo"/> leaves it.</param>
    /// <param name="above">The one above; zeros above the first.</param>
    /// <param name="filtered">What comes out, the filter's number in front; as long as the row.</param>
    /// <param name="bytesPerPixel">How far back the pixel to the left is.</param>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered, int bytesPerPixel)
    {
        filtered[0] = (byte)filter;
        for (var at = 1; at < row.Length; at++)
        {
            filtered[at] = (byte)(row[at] - Prediction(filter, row, above, at, bytesPerPixel));
        }
    }

    private static byte Prediction(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int at, int bytesPerPixel)
    {
        var left = at > bytesPerPixel ? row[at - bytesPerPixel] : 0;
        return (byte)(filter switch
        {
            1 => left,
            2 => above[at],
            3 => (left + above[at]) / 2,
            4 => Paeth(left, above[at], at > bytesPerPixel ? above[at - bytesPerPixel] : 0),
            _ => 0,
        });
    }

    private static int Paeth(int left, int above, int upperLeft)
    {
        var estimate = left + above - upperLeft;
        var (fromLeft, fromAbove, fromUpperLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - upperLeft));
        return fromLeft <= fromAbove && fromLeft <= fromUpperLeft ? left : fromAbove <= fromUpperLeft ? above : upperLeft;
    }
}
