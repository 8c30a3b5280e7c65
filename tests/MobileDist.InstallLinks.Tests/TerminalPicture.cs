namespace MobileDist.InstallLinks.Tests;

/// <summary>A terminal of the tests' own: turns characters and colour sequences into cells half a line high, one column wide each square.</summary>
internal static class TerminalPicture
{
    private const string BlackGround = "48;5;16";

    /// <summary>Square cells, two a column of text where columns are half as wide as lines are high.</summary>
    public static bool[,] Of(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(Line).ToArray();
        // Half blocks make square cells of one column; a line without them is one module high and two columns wide.
        var halves = text.AsSpan().IndexOfAny("▀▄█") >= 0;
        var width = lines.Max(line => line.Count) / (halves ? 1 : 2);
        var cells = new bool[lines.Length * (halves ? 2 : 1), width];
        for (var y = 0; y < cells.GetLength(0); y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (upper, lower) = lines[y / (halves ? 2 : 1)].ElementAtOrDefault(halves ? x : 2 * x);
                cells[y, x] = halves && y % 2 == 1 ? lower : upper;
            }
        }

        return cells;
    }

    private static List<(bool Upper, bool Lower)> Line(string line)
    {
        var cells = new List<(bool, bool)>();
        var ground = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\e')
            {
                var end = line.IndexOf('m', at);
                ground = line[at..end].Contains(BlackGround, StringComparison.Ordinal);
                at = end;
                continue;
            }

            cells.Add(line[at] switch
            {
                '█' or '#' => (true, true),
                '▀' => (true, ground),
                '▄' => (ground, true),
                _ => (ground, ground),
            });
        }

        return cells;
    }
}
