using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The section about signing iOS packages in the document.</summary>
internal static class IpaReport
{
    public const string SectionName = "sign-ipa";

    public static string Render(ImmutableArray<IpaResult> results, MachineDescription machine, int rounds, DateOnly date)
    {
        var text = new StringBuilder();
        text.AppendLine("## Signing an IPA");
        text.AppendLine();
        text.AppendLine("| package | the work | limit | work / limit | limit with digests | that / limit | work / that | whole program | its peak memory | program / limit |");
        text.AppendLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
        {
            text.AppendLine(
                $"| {result.Megabytes} MB | {SignReport.Time(result.Work)} | {SignReport.Time(result.WorkLimit)} | {SignReport.Ratio(result.WorkTimesLimit)} " +
                $"| {SignReport.Time(result.Sealing)} | {SignReport.Ratio(result.SealingTimesLimit)} | {SignReport.Ratio(result.WorkTimesSealing)} " +
                $"| {SignReport.Time(result.Ours)} | {SignReport.Memory(result.Ours)} | {SignReport.Ratio(result.TimesLimit)} |");
        }

        text.AppendLine();
        text.AppendLine($"""
            Median (least to most) of {rounds} rounds after one that warms up, {date:yyyy-MM-dd}. In each round ours and the limit take turns on the
            same file; the ratios are taken round by round. Ours signs an executable, five frameworks and an extension with an RSA 2048 key, seals
            and packs, and verifies what it wrote before it appears. The work is that inside a process that runs already, in turn with the limit in
            the same process; the whole program is ReadyToRun, its time counts from the start of `dotnet` to its end, and it reads its
            key and makes its profiles too. An eighth of each package is code; the rest are 1500 small assets and large ones. Everything is deflated
            at the usual level to about half its size, made with a fixed seed. The limit is unpacking every entry once on all cores and copying the
            file once. The limit with digests is the same with the SHA-1 and the SHA-256 that a seal lists for every file, by the system's own
            library: no signer that seals can do with less. Hashing the pages of the code, packing what changed, and verifying come on top. There is no
            other signer to measure against in Debian or npm: zsign is not packaged, and Apple's codesign runs on a Mac only. Memory is the largest
            that the process ever held (`VmHWM`, read every 2 ms).
            """);
        text.AppendLine();
        text.AppendLine(machine.Sentence);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }
}
