using MobileDist.Pipeline.Roster;

namespace MobileDist.Pipeline;

/// <summary>Turns a table of testers into the roster.</summary>
public static class RosterImporting
{
    private const string RosterName = "testers.yml";

    /// <param name="table">The table's path, from <paramref name="folder"/>.</param>
    /// <param name="folder">The absolute folder that <c>testers.yml</c> is written to.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: the roster is there already, or the table is faulty, with every faulty line.</exception>
    public static ImportedRoster Import(string table, string folder)
    {
        var target = Path.Combine(folder, RosterName);
        var roster = RosterImport.Import(Path.GetFullPath(table, folder), target);
        return new ImportedRoster(target, roster.Testers.Length, roster.Testers.Sum(tester => tester.Devices.Length));
    }
}
