using System.Globalization;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Roster;

/// <summary>The roster on the disk: <c>testers.yml</c>, or a table (<c>.csv</c>, <c>.tsv</c>).</summary>
internal static class RosterFile
{
    private static readonly string[] Tables = [".csv", ".tsv", ".txt"];

    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What to call it in messages.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/> with everything that is wrong, each with its line.</exception>
    public static TesterRoster Read(string path, string shown)
    {
        if (!File.Exists(path))
        {
            throw new DistributionException(ExitCode.Settings, RosterFaults.NotFound(shown));
        }

        var faults = new List<Fault>();
        var roster = ConfigFile.ReadText(path, shown, faults) is { } text ? Parse(shown, text, faults) : null;
        return faults.Count == 0 ? roster! : throw new DistributionException(ExitCode.Settings, faults);
    }

    /// <summary>Reads a roster's text; the faults come in the order of the lines.</summary>
    public static TesterRoster Parse(string shown, string text, ICollection<Fault> faults)
    {
        var found = new List<Fault>();
        var isTable = Tables.Contains(Path.GetExtension(shown), StringComparer.OrdinalIgnoreCase);
        var roster = isTable ? RosterCsv.Read(shown, text, found) : RosterYaml.Read(shown, text, found);
        foreach (var fault in found.OrderBy(Line))
        {
            faults.Add(fault);
        }

        return roster;
    }

    private static long Line(Fault fault) =>
        long.TryParse(fault.Details.FirstOrDefault(detail => detail.Name is "line")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;
}
