using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The section about signing app bundles in the document.</summary>
internal static class AabReport
{
    public const string SectionName = "sign-aab";

    public static string Render(ImmutableArray<SignResult> results, MachineDescription machine, int rounds, DateOnly date)
    {
        var text = new StringBuilder();
        text.AppendLine("## Signing an app bundle");
        text.AppendLine();
        text.AppendLine("| bundle | ours | jarsigner | times faster | our peak memory | its peak memory | limit | ours / limit |");
        text.AppendLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
        {
            text.AppendLine(
                $"| {result.Megabytes} MB | {SignReport.Time(result.Ours)} | {SignReport.Time(result.Peers)} | {SignReport.Ratio(result.TimesFaster)} " +
                $"| {SignReport.Memory(result.Ours)} | {SignReport.Memory(result.Peers)} | {SignReport.Time(result.Limit)} | {SignReport.Ratio(result.TimesLimit)} |");
        }

        text.AppendLine();
        text.AppendLine($"""
            Median (least to most) of {rounds} rounds after one that warms up, {date:yyyy-MM-dd}. In each round ours, jarsigner's and the limit take
            turns on the same file with the same RSA 2048 key; the ratios are taken round by round. Ours is the signing program alone,
            ReadyToRun, start of `dotnet` included; theirs is `jarsigner -sigalg SHA256withRSA -digestalg SHA-256`, its start included.
            jarsigner accepted what ours wrote before anything was counted. Half of each bundle is native code that deflates to half its size,
            half stored assets that do not compress, and there are 300 small deflated resources, made with a fixed seed. jarsigner deflates
            every entry again; ours carries them over packed. The limit is unpacking every entry once on all cores and copying the file once, inside
            a process that runs already; hashing comes on top of it. Memory is the largest that one process ever held (`VmHWM`, read every 2 ms).
            """);
        text.AppendLine();
        text.AppendLine(machine.Sentence);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}
