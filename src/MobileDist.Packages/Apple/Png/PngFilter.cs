namespace MobileDist.Packages.Apple.Png;

/// <summary>The filters that PNG puts over a row before it is deflated (PNG specification, 9.2), taken back.</summary>
internal static class PngFilter
{
    /// <param name="row">The filter's number and the row's bytes; comes out with filter 0.</param>
    /// <param name="above">The row above, unfiltered, with its filter's number; zeros above the first.</param>
    /// <param name="bytesPerPixel">How far back the pixel to the left is.</param>
    /// <returns>Whether there is such a filter.</returns>
    public static bool TryUndo(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        var filter = row[0];
        if (filter > 4)
        {
            return false;
        }

        row[0] = 0;
        for (var at = 1; at < row.Length; at++)
        {
            var left = at > bytesPerPixel ? row[at - bytesPerPixel] : 0;
            var upperLeft = at > bytesPerPixel ? above[at - bytesPerPixel] : 0;
            row[at] += (byte)(filter switch
            {
                1 => left,
                2 => above[at],
                3 => (left + above[at]) / 2,
                4 => Paeth(left, above[at], upperLeft),
                _ => 0,
            });
        }

        return true;
    }

    private static int Paeth(int left, int above, int upperLeft)
    {
        var estimate = left + above - upperLeft;
        var (fromLeft, fromAbove, fromUpperLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - upperLeft));
        return fromLeft <= fromAbove && fromLeft <= fromUpperLeft ? left : fromAbove <= fromUpperLeft ? above : upperLeft;
    }
}
