using System.Text;

namespace MobileDist.Build;

/// <summary>
/// The table at the end of a run: aligned columns where they fit, else a block for each release. Nothing is ever cut,
/// a link least of all.
/// </summary>
internal static class ReleaseTable
{
    private const string Gap = "  ";
    private static readonly string[] Titles = ["app", "platform", "version", "outcome", "package", "link"];

    /// <param name="rows">The releases, in their order.</param>
    /// <param name="width">Columns that a line may have.</param>
    /// <returns>Lines, each with its end; empty for no rows.</returns>
    public static string Render(IReadOnlyList<ReleaseRow> rows, int width)
    {
        if (rows.Count == 0)
        {
            return "";
        }

        var cells = rows.Select(Cells).ToList();
        var columns = Enumerable.Range(0, Titles.Length).Where(column => cells.Exists(row => row[column].Length > 0)).ToList();
        var widths = columns.Select(column => cells.Select(row => Printable.Width(row[column])).Append(Titles[column].Length).Max()).ToList();
        return widths.Sum() + (Gap.Length * (columns.Count - 1)) <= width ? Aligned(cells, columns, widths) : Stacked(cells, columns);
    }

    private static string Aligned(List<string[]> cells, List<int> columns, List<int> widths)
    {
        var text = new StringBuilder();
        AppendLine(text, columns.Select(column => Titles[column]), widths);
        AppendLine(text, widths.Select(width => new string('-', width)), widths);
        cells.ForEach(row => AppendLine(text, columns.Select(column => row[column]), widths));
        return text.ToString();
    }

    private static string Stacked(List<string[]> cells, List<int> columns)
    {
        var column = columns.Max(index => Titles[index].Length) + Gap.Length;
        var blocks = cells.Select(row => string.Concat(columns
            .Where(index => row[index].Length > 0)
            .Select(index => Titles[index].PadRight(column) + row[index] + Environment.NewLine)));
        return string.Join(Environment.NewLine, blocks);
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells, List<int> widths)
    {
        var padded = cells.Zip(widths, (cell, width) => cell + new string(' ', width - Printable.Width(cell)));
        text.AppendLine(string.Join(Gap, padded).TrimEnd());
    }

    private static string[] Cells(ReleaseRow row) =>
    [
        .. new[] { row.App, row.Platform, row.Version, row.Outcome, row.Package ?? "", row.Link ?? "" }.Select(Printable.OneLine),
    ];
}
