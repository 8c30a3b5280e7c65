using System.Diagnostics;

namespace MobileDist.Benchmarks;

/// <summary>A store that takes uploads, as a process of its own; <c>MobileDist.Benchmarks.UploadServer</c> says how to talk to it.</summary>
internal sealed class UploadServer : IAsyncDisposable
{
    private readonly Process _process;

    private UploadServer(Process process) => _process = process;

    /// <summary>Where it is, and then what signs a client in.</summary>
    public IReadOnlyList<string> Facts { get; private set; } = [];

    public static async Task<UploadServer> StartAsync(string dotnet, string assembly, string store, CancellationToken ct)
    {
        var start = new ProcessStartInfo(dotnet, [assembly, store]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var server = new UploadServer(Process.Start(start) ?? throw new InvalidOperationException($"'{dotnet}' did not start."));
        try
        {
            server.Facts = await server.ReadAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> AskAsync(string question, CancellationToken ct)
    {
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
        return await ReadAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0)
            {
                return lines;
            }

            lines.Add(line);
        }

        throw BenchmarkFaults.Failed("MobileDist.Benchmarks.UploadServer", (int)ExitCode.BuildFailed, string.Join('\n', lines));
    }
}
