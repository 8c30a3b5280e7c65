using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The section about uploads in the document.</summary>
internal static class UploadReport
{
    public const string SectionName = "upload";

    private const double LeastShare = 0.8;
    private const int MostMebibytes = 80;

    public static string Render(ImmutableArray<UploadResult> results, MachineDescription machine, int rounds, DateOnly date)
    {
        var text = new StringBuilder();
        text.AppendLine("## Uploading a package");
        text.AppendLine();
        text.AppendLine("| 1 GiB to | ours | curl | ours / curl | our whole program | whole program / curl | our peak memory | curl's peak memory |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
        {
            text.AppendLine(
                $"| {result.Store} | {Rate(result.OurThroughput)} | {Rate(result.CurlThroughput)} | {Percent(result.Share)} | {Rate(result.ProgramThroughput)} " +
                $"| {Percent(result.ProgramShare)} | {SignReport.Memory(result.Ours)} | {SignReport.Memory(result.Curl)} |");
        }

        text.AppendLine();
        text.AppendLine($"""
            Median (least to most) of {rounds} rounds after one that warms up, {date:yyyy-MM-dd}. Target: {LeastShare:P0} of curl's throughput at least, and less than
            {MostMebibytes} MiB of memory. In each round ours and curl take turns with the same file over loopback, without TLS, to the same
            server, a process of its own that drops what it gets: client and server share the cores. Ours is the product's own code in a small program,
            ReadyToRun: "ours" is the upload inside of it, reservation, session, commit and progress included, and "whole program" counts the start and end of `dotnet` too.
            {string.Concat(results.Select(result => $"For {result.Store} curl was {result.Peer}. "))}Memory is the largest that the process ever held (`VmHWM`, read every 2 ms).
            """);
        text.AppendLine();
        text.AppendLine(machine.Sentence);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private static string Rate(Spread rate) => $"{rate.Median:F0} MiB/s ({rate.Least:F0}–{rate.Most:F0})";

    private static string Percent(Spread share) => $"{share.Median * 100:F0} % ({share.Least * 100:F0}–{share.Most * 100:F0})";
}
