using System.Globalization;
using System.Numerics;

namespace MobileDist.InstallLinks;

/// <summary>Capital letters and digits as pen strokes in a box 4 wide and 6 high, because no font may be asked for one letter.</summary>
internal static class LetterStrokes
{
    public const float Width = 4;
    public const float Height = 6;

    private const int CurvePieces = 12;

    // For names that begin with something else: the arrow of the page's button.
    private const string Arrow = "M2,0 L2,4.2 M.3,2.5 L2,4.2 L3.7,2.5 M0,6 L4,6";

    // M moves, L draws a line, Q a curve with one control point; as in SVG.
    private static readonly Dictionary<char, string> Paths = new()
    {
        ['A'] = "M0,6 L2,0 L4,6 M.7,4 L3.3,4",
        ['B'] = "M0,0 L0,6 L2.3,6 Q4,6 4,4.5 Q4,3 2.3,3 L0,3 M2.1,3 Q3.7,3 3.7,1.5 Q3.7,0 2.1,0 L0,0",
        ['C'] = "M3.9,1.2 Q3.2,0 2.1,0 Q0,0 0,3 Q0,6 2.1,6 Q3.2,6 3.9,4.8",
        ['D'] = "M0,0 L0,6 L1.5,6 Q4,6 4,3 Q4,0 1.5,0 L0,0",
        ['E'] = "M3.6,0 L0,0 L0,6 L3.6,6 M0,3 L3.1,3",
        ['F'] = "M3.6,0 L0,0 L0,6 M0,3 L3.1,3",
        ['G'] = "M3.9,1.2 Q3.2,0 2.1,0 Q0,0 0,3 Q0,6 2.1,6 Q4,6 4,3.3 L2.4,3.3",
        ['H'] = "M0,0 L0,6 M4,0 L4,6 M0,3 L4,3",
        ['I'] = "M2,0 L2,6",
        ['J'] = "M3.2,0 L3.2,4.2 Q3.2,6 1.7,6 Q.4,6 .2,4.6",
        ['K'] = "M0,0 L0,6 M3.8,0 L0,3.6 M1.3,2.5 L4,6",
        ['L'] = "M.3,0 L.3,6 L3.8,6",
        ['M'] = "M0,6 L0,0 L2,3.6 L4,0 L4,6",
        ['N'] = "M0,6 L0,0 L4,6 L4,0",
        ['O'] = "M2,0 Q0,0 0,3 Q0,6 2,6 Q4,6 4,3 Q4,0 2,0",
        ['P'] = "M0,6 L0,0 L2.1,0 Q4,0 4,1.7 Q4,3.4 2.1,3.4 L0,3.4",
        ['Q'] = "M2,0 Q0,0 0,3 Q0,6 2,6 Q4,6 4,3 Q4,0 2,0 M2.7,4.5 L4.1,6.2",
        ['R'] = "M0,6 L0,0 L2.1,0 Q4,0 4,1.7 Q4,3.4 2.1,3.4 L0,3.4 M2.1,3.4 L4,6",
        ['S'] = "M3.8,1 Q3.2,0 2,0 Q.2,0 .2,1.6 Q.2,2.7 2,3 Q3.9,3.3 3.9,4.5 Q3.9,6 2,6 Q.6,6 0,4.9",
        ['T'] = "M0,0 L4,0 M2,0 L2,6",
        ['U'] = "M0,0 L0,3.8 Q0,6 2,6 Q4,6 4,3.8 L4,0",
        ['V'] = "M0,0 L2,6 L4,0",
        ['W'] = "M-.6,0 L.8,6 L2,1.6 L3.2,6 L4.6,0",
        ['X'] = "M0,0 L4,6 M4,0 L0,6",
        ['Y'] = "M0,0 L2,3.2 L4,0 M2,3.2 L2,6",
        ['Z'] = "M0,0 L4,0 L0,6 L4,6",
        ['0'] = "M2,0 Q.2,0 .2,3 Q.2,6 2,6 Q3.8,6 3.8,3 Q3.8,0 2,0",
        ['1'] = "M.9,1.3 L2.4,0 L2.4,6",
        ['2'] = "M.2,1.5 Q.4,0 2,0 Q3.8,0 3.8,1.6 Q3.8,2.7 2.6,3.8 L.2,6 L4,6",
        ['3'] = "M.2,1 Q.8,0 2,0 Q3.7,0 3.7,1.5 Q3.7,2.9 1.9,2.9 Q3.9,2.9 3.9,4.4 Q3.9,6 2,6 Q.6,6 0,4.8",
        ['4'] = "M3,6 L3,0 L0,4.3 L4,4.3",
        ['5'] = "M3.6,0 L.6,0 L.3,2.8 Q1,2.2 2,2.2 Q3.9,2.2 3.9,4.1 Q3.9,6 1.9,6 Q.6,6 0,5",
        ['6'] = "M3.4,.7 Q3,0 2.1,0 Q.1,0 .1,3.6 Q.1,6 2,6 Q3.9,6 3.9,4.1 Q3.9,2.3 2.1,2.3 Q.6,2.3 .1,3.8",
        ['7'] = "M0,0 L4,0 L1.4,6",
        ['8'] = "M2,2.9 Q.3,2.9 .3,1.4 Q.3,0 2,0 Q3.7,0 3.7,1.4 Q3.7,2.9 2,2.9 Q0,2.9 0,4.5 Q0,6 2,6 Q4,6 4,4.5 Q4,2.9 2,2.9",
        ['9'] = "M.6,5.3 Q1,6 1.9,6 Q3.9,6 3.9,2.4 Q3.9,0 2,0 Q.1,0 .1,1.9 Q.1,3.7 1.9,3.7 Q3.4,3.7 3.9,2.2",
    };

    /// <summary>The strokes as straight pieces; the arrow's where there is no letter of that kind.</summary>
    public static List<(Vector2 From, Vector2 To)> Of(char letter)
    {
        var pieces = new List<(Vector2, Vector2)>();
        var pen = Vector2.Zero;
        var control = Vector2.Zero;
        var isCurve = false;
        foreach (var step in Paths.GetValueOrDefault(char.ToUpperInvariant(letter), Arrow).Split(' '))
        {
            var point = Point(step.TrimStart('M', 'L', 'Q'));
            if (step[0] == 'Q')
            {
                (control, isCurve) = (point, true);
                continue;
            }

            if (isCurve)
            {
                AppendCurve(pieces, pen, control, point);
                isCurve = false;
            }
            else if (step[0] == 'L')
            {
                pieces.Add((pen, point));
            }

            pen = point;
        }

        return pieces;
    }

    private static void AppendCurve(List<(Vector2 From, Vector2 To)> pieces, Vector2 from, Vector2 control, Vector2 to)
    {
        var last = from;
        for (var piece = 1; piece <= CurvePieces; piece++)
        {
            var t = piece / (float)CurvePieces;
            var next = Vector2.Lerp(Vector2.Lerp(from, control, t), Vector2.Lerp(control, to, t), t);
            pieces.Add((last, next));
            last = next;
        }
    }

    private static Vector2 Point(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return new Vector2(float.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), float.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }
}
