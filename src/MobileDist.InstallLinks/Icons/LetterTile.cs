using System.Numerics;
using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Stands in for a missing icon: the name's first letter, white on the page's blue.</summary>
internal static class LetterTile
{
    // The letter's height and the width of the pen, as parts of the tile's side.
    private const float LetterPart = 0.46f;
    private const float PenPart = 0.078f;

    // The accent of install-page.css.
    private static ReadOnlySpan<byte> Ground => [0x0b, 0x57, 0xd0];

    public static Raster Draw(string name, int side)
    {
        var first = name.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit);
        var unit = side * LetterPart / LetterStrokes.Height;
        var corner = new Vector2(side - (LetterStrokes.Width * unit), side - (LetterStrokes.Height * unit)) / 2;
        var strokes = LetterStrokes.Of(first.IsAscii ? (char)first.Value : '\0').ConvertAll(stroke => (From: corner + (stroke.From * unit), To: corner + (stroke.To * unit)));
        var rgb = new byte[side * side * Raster.Channels];
        for (var pixel = 0; pixel < side * side; pixel++)
        {
            var point = new Vector2((pixel % side) + 0.5f, (pixel / side) + 0.5f);
            var ink = Math.Clamp((side * PenPart / 2) - MathF.Sqrt(Nearest(strokes, point)) + 0.5f, 0, 1);
            for (var channel = 0; channel < Raster.Channels; channel++)
            {
                rgb[(pixel * Raster.Channels) + channel] = (byte)(Ground[channel] + ((255 - Ground[channel]) * ink) + 0.5f);
            }
        }

        return new Raster(side, side, rgb);
    }

    /// <summary>Square of the distance to the nearest stroke.</summary>
    private static float Nearest(List<(Vector2 From, Vector2 To)> strokes, Vector2 point)
    {
        var nearest = float.MaxValue;
        foreach (var (from, to) in strokes)
        {
            var along = to - from;
            var part = Math.Clamp(Vector2.Dot(point - from, along) / along.LengthSquared(), 0, 1);
            nearest = Math.Min(nearest, Vector2.DistanceSquared(point, from + (along * part)));
        }

        return nearest;
    }
}
