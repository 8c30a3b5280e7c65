using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The section about the action's start in the document.</summary>
internal static class StartReport
{
    public const string SectionName = "start";

    private const double TargetSeconds = 1.5;

    public static string Render(IReadOnlyList<double> seconds, MachineDescription machine, DateOnly date)
    {
        var spread = Spread.Of(seconds);
        var text = new StringBuilder();
        text.AppendLine("## Starting the action");
        text.AppendLine();
        text.AppendLine("| from the shim's start to the first task | target |");
        text.AppendLine("| ---: | ---: |");
        text.AppendLine($"| {spread.Median:F2} s ({spread.Least:F2}–{spread.Most:F2}) | {TargetSeconds:F2} s |");
        text.AppendLine();
        text.AppendLine($"""
            Median (least to most) of {seconds.Count} rounds after one that warms up, {date:yyyy-MM-dd}. Measured are `node action/main.mjs` as a runner starts
            it, the search for .NET, the comparison of every file of the prebuilt host with its hash, and the start of the host until the log group
            of its first task opens. The host is the one that a release carries: one build for every system, not compiled ahead of time.
            """);
        text.AppendLine();
        text.AppendLine(machine.Sentence);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}
