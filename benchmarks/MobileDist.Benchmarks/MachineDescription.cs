using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MobileDist.Benchmarks;

/// <summary>What the figures were taken on; names no machine and no user.</summary>
internal sealed record MachineDescription(string Processor, int Cores, double MemoryGibibytes, string System, string Runtime, ImmutableArray<(string Name, string Version)> Programs)
{
    /// <summary>As it stands under the figures.</summary>
    public string Sentence =>
        $"Machine: {Processor}, {Cores} cores, {MemoryGibibytes:F0} GiB; {System}; {Runtime}{string.Concat(Programs.Select(program => $"; {program.Name} {program.Version}"))}.";

    public static MachineDescription Read(ImmutableArray<(string Name, string Version)> programs) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        RuntimeInformation.FrameworkDescription,
        programs);

    private static string ProcessorName()
    {
        const string Information = "/proc/cpuinfo";
        var line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    public override string ToString() =>
        $"{Processor}, {Cores} cores, {MemoryGibibytes:F0} GiB; {System}; {Runtime}{string.Concat(Programs.Select(program => $"; {program.Name} {program.Version}"))}.";
}
