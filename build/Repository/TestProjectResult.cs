namespace MobileDist.Build;

/// <summary>How the tests of one project ended.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Totals">Null when no whole result file was written.</param>
/// <param name="ExitCode">The exit code of <c>dotnet test</c>.</param>
internal sealed record TestProjectResult(string Project, TestTotals? Totals, int ExitCode)
{
    /// <summary>What is wrong, in a few words; null when nothing is.</summary>
    /// <param name="isFiltered">Whether only some tests were asked for; a project may then have none.</param>
    public string? Problem(bool isFiltered) => Totals switch
    {
        null or { Ran: 0 } when isFiltered && ExitCode == 0 => null,
        null => $"{Project} wrote no results (exit code {ExitCode})",
        { Failed: > 0 and var failed } => $"{Project}: {failed} failed",
        { Ran: 0 } => $"{Project} ran no test",
        _ when ExitCode != 0 => $"{Project} ended with exit code {ExitCode}",
        _ => null,
    };
}
