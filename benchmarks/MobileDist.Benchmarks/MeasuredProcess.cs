using System.Diagnostics;

namespace MobileDist.Benchmarks;

/// <summary>Runs a program to its end and says what that took.</summary>
internal sealed class MeasuredProcess(TimeProvider time)
{
    private const int ReadMemoryEveryMilliseconds = 2;
    private const int LongestQuote = 2000;

    /// <exception cref="DistributionException">It failed; what it said is in the details.</exception>
    public async Task<Measurement> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var (measurement, _) = await RunWithOutputAsync(program, arguments, environment, ct);
        return measurement;
    }

    /// <summary>The same, with what it said on both outputs.</summary>
    public async Task<(Measurement Measurement, string Output)> RunWithOutputAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var started = time.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        var memory = new ProcessMemory(process);
        try
        {
            // Wakes as soon as the process ends, so that reading memory does not blur the time.
            while (!process.WaitForExit(ReadMemoryEveryMilliseconds))
            {
                ct.ThrowIfCancellationRequested();
                memory.Look();
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var elapsed = time.GetElapsedTime(started);
        var said = (await output + await error).Trim();
        if (process.ExitCode != 0)
        {
            throw BenchmarkFaults.Failed(Path.GetFileName(program), process.ExitCode, said.Length > LongestQuote ? said[^LongestQuote..] : said);
        }

        return (new Measurement(elapsed, memory.PeakBytes), said);
    }
}
