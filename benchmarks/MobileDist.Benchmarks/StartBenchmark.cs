using System.Diagnostics;

namespace MobileDist.Benchmarks;

/// <summary>
/// How long a job waits for the action to begin: from the start of the shim to the first task of the prebuilt host, which
/// is the one that a release carries, in a folder of its own beside the workspace.
/// </summary>
internal sealed class StartBenchmark(BenchmarkOptions options, TimeProvider time, TextWriter log)
{
    // The log groups of a job are its tasks.
    private const string FirstTask = "::group::Check";

    private readonly MeasuredProcess _processes = new(time);

    /// <summary>Node's version, known once it ran.</summary>
    public string NodeVersion { get; private set; } = "";

    /// <returns>Seconds, one a counted round.</returns>
    public async Task<IReadOnlyList<double>> RunAsync(CancellationToken ct)
    {
        var found = Programs.Find("node", "dotnet");
        NodeVersion = (await _processes.RunWithOutputAsync(found["node"], ["--version"], new Dictionary<string, string>(StringComparer.Ordinal), ct)).Output;
        using var folder = PrivateFolder.Create(options.Folder);
        log.WriteLine("The prebuilt host …");
        var door = await PreparedDoor.MakeAsync(options.Root, folder.FullPath, _processes, found["dotnet"], ct);
        var rounds = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var elapsed = await OnceAsync(found["node"], door, ct);
            log.WriteLine($"  {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: {elapsed.TotalSeconds:F2} s");
            if (round > 0)
            {
                rounds.Add(elapsed.TotalSeconds);
            }
        }

        return rounds;
    }

    private async Task<TimeSpan> OnceAsync(string node, PreparedDoor door, CancellationToken ct)
    {
        var start = new ProcessStartInfo(node, [door.Shim])
        {
            WorkingDirectory = door.Workspace,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in door.Environment)
        {
            start.Environment[name] = value;
        }

        TimeSpan? first = null;
        var lines = new List<string>();
        var started = time.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{node}' did not start.");
        process.StandardInput.Close();
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            first ??= string.Equals(line.TrimEnd(), FirstTask, StringComparison.Ordinal) ? time.GetElapsedTime(started) : null;
            lines.Add(line);
        }

        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 && first is { } elapsed ? elapsed : throw BenchmarkFaults.Failed("main.mjs", process.ExitCode, string.Join('\n', lines.TakeLast(20)));
    }
}
