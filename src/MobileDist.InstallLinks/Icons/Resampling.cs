namespace MobileDist.InstallLinks;

/// <summary>
/// Brings a picture to a square of another size: with the filter of Mitchell and Netravali (1988), widened to the pixels that fall together when it shrinks,
/// on the light that the values stand for and not on the values themselves, which would darken fine lines.
/// </summary>
internal static class Resampling
{
    private const double Radius = 2;

    private static readonly float[] Light = [.. Enumerable.Range(0, 256).Select(value => ToLight(value / 255f))];

    /// <summary>The middle of the picture, as large as it goes, in a square of that many pixels a side.</summary>
    public static Raster ToSquare(Raster picture, int side)
    {
        var span = Math.Min(picture.Width, picture.Height);
        if (picture.Width == side && picture.Height == side)
        {
            return picture;
        }

        var columns = Weights((picture.Width - span) / 2.0, span, picture.Width, side);
        var rows = Weights((picture.Height - span) / 2.0, span, picture.Height, side);
        var narrow = Across(picture, columns);
        return Down(narrow, rows, side);
    }

    private static float[] Across(Raster picture, Tap[] columns)
    {
        var narrow = new float[picture.Height * columns.Length * Raster.Channels];
        var at = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.AsSpan(y * picture.Width * Raster.Channels, picture.Width * Raster.Channels);
            foreach (var column in columns)
            {
                for (var channel = 0; channel < Raster.Channels; channel++)
                {
                    var sum = 0f;
                    for (var tap = 0; tap < column.Weights.Length; tap++)
                    {
                        sum += Light[row[((column.First + tap) * Raster.Channels) + channel]] * column.Weights[tap];
                    }

                    narrow[at++] = sum;
                }
            }
        }

        return narrow;
    }

    private static Raster Down(float[] narrow, Tap[] rows, int side)
    {
        var stride = side * Raster.Channels;
        var rgb = new byte[side * stride];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < stride; x++)
            {
                var sum = 0f;
                for (var tap = 0; tap < rows[y].Weights.Length; tap++)
                {
                    sum += narrow[((rows[y].First + tap) * stride) + x] * rows[y].Weights[tap];
                }

                rgb[(y * stride) + x] = FromLight(sum);
            }
        }

        return new Raster(side, side, rgb);
    }

    private static Tap[] Weights(double start, int span, int available, int side)
    {
        var scale = (double)span / side;
        var stretch = Math.Max(1, scale);
        var taps = new Tap[side];
        for (var at = 0; at < side; at++)
        {
            var middle = start + ((at + 0.5) * scale) - 0.5;
            var first = Math.Max(0, (int)Math.Ceiling(middle - (Radius * stretch)));
            var last = Math.Min(available - 1, (int)Math.Floor(middle + (Radius * stretch)));
            var raw = new double[last - first + 1];
            for (var tap = 0; tap < raw.Length; tap++)
            {
                raw[tap] = Mitchell(Math.Abs(first + tap - middle) / stretch);
            }

            var sum = raw.Sum();
            taps[at] = new Tap(first, [.. raw.Select(weight => (float)(weight / sum))]);
        }

        return taps;
    }

    // B = C = 1/3. Sharper filters draw a dark seam along every edge of an icon that grows.
    private static double Mitchell(double x) => x switch
    {
        < 1 => (((21 * x) - 36) * x * x / 18) + (16 / 18.0),
        < 2 => ((((((-7 * x) + 36) * x) - 60) * x) + 32) / 18,
        _ => 0,
    };

    // IEC 61966-2-1.
    private static float ToLight(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);

    private static byte FromLight(float light)
    {
        var value = light <= 0.0031308f ? light * 12.92f : (1.055f * MathF.Pow(light, 1 / 2.4f)) - 0.055f;
        return (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
    }

    /// <summary>The pixels that one new pixel is mixed of.</summary>
    private readonly record struct Tap(int First, float[] Weights);
}
