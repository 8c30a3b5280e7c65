using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The section about signing in the document.</summary>
internal static class SignReport
{
    public const string SectionName = "sign";

    public static string Render(ImmutableArray<SignResult> results, MachineDescription machine, int rounds, DateOnly date)
    {
        var text = new StringBuilder();
        text.AppendLine("## Signing an APK");
        text.AppendLine();
        text.AppendLine("| package | schemes | ours | zipalign + apksigner | times faster | our peak memory | their peak memory | limit | ours / limit |");
        text.AppendLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
        {
            text.AppendLine(
                $"| {result.Megabytes} MB | {result.Task.SchemesText} | {Time(result.Ours)} | {Time(result.Peers)} | {Ratio(result.TimesFaster)} " +
                $"| {Memory(result.Ours)} | {Memory(result.Peers)} | {Time(result.Limit)} | {Ratio(result.TimesLimit)} |");
        }

        text.AppendLine();
        text.AppendLine($"""
            Median (least to most) of {rounds} rounds after one that warms up, {date:yyyy-MM-dd}. In each round ours, theirs and the limit take
            turns on the same file with the same RSA 2048 key; the ratios are taken round by round. Ours is the signing program alone,
            ReadyToRun, start of `dotnet` and alignment included; theirs is `zipalign -f -p 4` and then `apksigner sign`, both starts included.
            apksigner accepted what ours wrote before anything was counted. The packages are three fifths stored assets, two fifths stored
            libraries, and 300 small deflated resources, of bytes that do not compress, made with a fixed seed. The limit is one SHA-256 pass over the file on
            all cores and one copy of it, inside a process that runs already; v1 needs a second digest of everything that the limit does not count.
            Memory is the largest that one process ever held (`VmHWM`, read every 2 ms).
            """);
        text.AppendLine();
        text.AppendLine(machine.Sentence);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>Seconds: the middle one, and the ends.</summary>
    public static string Time(ImmutableArray<Measurement> runs)
    {
        var seconds = SignResult.Seconds(runs);
        return $"{seconds.Median:F2} s ({seconds.Least:F2}–{seconds.Most:F2})";
    }

    public static string Ratio(Spread ratio) => $"{ratio.Median:F1} ({ratio.Least:F1}–{ratio.Most:F1})";

    public static string Memory(ImmutableArray<Measurement> runs) => SignResult.Peak(runs) is { } bytes ? $"{bytes / (1024.0 * 1024):F0} MiB" : "–";
}
