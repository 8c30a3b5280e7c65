using System.Collections.Immutable;
using System.Globalization;

namespace MobileDist.Benchmarks;

/// <summary>Uploads a file of 1 GiB to both stores by our program, each time in turn with curl.</summary>
internal sealed class UploadBenchmark(BenchmarkOptions options, TimeProvider time, TextWriter log)
{
    private const ulong Seed = 20;
    private const long Bytes = 1L << 30;
    private const string Client = "MobileDist.Benchmarks.Upload";
    private const string Secret = "MOBILEDIST_BENCHMARK_SECRET";

    private readonly MeasuredProcess _processes = new(time);

    /// <summary>curl's version, known once it ran.</summary>
    public string CurlVersion { get; private set; } = "";

    public async Task<ImmutableArray<UploadResult>> RunAsync(CancellationToken ct)
    {
        var found = Programs.Find("curl", "dotnet");
        using var folder = PrivateFolder.Create(options.Folder);
        var curl = new CurlUpload(_processes, found["curl"], folder.FullPath);
        CurlVersion = await curl.VersionAsync(ct);
        log.WriteLine("Our upload program, ReadyToRun, and the server …");
        var client = await PublishedProgram.PublishAsync(_processes, found["dotnet"], options.Root, Client, ct);
        var server = await PublishedProgram.PublishAsync(_processes, found["dotnet"], options.Root, $"{Client}Server", ct);
        log.WriteLine("File of 1 GiB …");
        var file = folder.Combine("package.bin");
        var digest = UploadFile.Write(file, Bytes, Seed);
        return
        [
            await ToAppleAsync(found["dotnet"], client, server, file, curl, folder, ct),
            await ToPlayAsync(found["dotnet"], client, server, file, digest, curl, ct),
        ];
    }

    private async Task<UploadResult> ToAppleAsync(string dotnet, string client, string serverAssembly, string file, CurlUpload curl, PrivateFolder folder, CancellationToken ct)
    {
        await using var server = await UploadServer.StartAsync(dotnet, serverAssembly, "apple", ct);
        var number = 0;
        ImmutableArray<string> files = [];
        return await RoundsAsync(
            "App Store Connect",
            "`curl --parallel --parallel-max 6 -T PART …` with the same parts as files",
            () => OursAsync(
                dotnet,
                [client, "apple", "--in", file, "--address", server.Facts[0], "--app", server.Facts[1], "--key-id", server.Facts[2], "--issuer", server.Facts[3], "--number", $"{++number}"],
                server.Facts[4],
                ct),
            async () =>
            {
                var parts = (await server.AskAsync("parts", ct)).Select(line => line.Split(' ')).ToList();
                if (files.IsEmpty)
                {
                    files = [.. parts.Select(part => Cut(file, part, folder))];
                }

                return await curl.SendAsync(parts.Zip(files, (part, cut) => (cut, part[2])), ct);
            },
            ct);
    }

    private async Task<UploadResult> ToPlayAsync(string dotnet, string client, string serverAssembly, string file, string digest, CurlUpload curl, CancellationToken ct)
    {
        await using var server = await UploadServer.StartAsync(dotnet, serverAssembly, "play", ct);
        return await RoundsAsync(
            "Google Play",
            "`curl -T FILE` to a session of the same kind, begun before its time counts",
            () => OursAsync(dotnet, [client, "play", "--in", file, "--address", server.Facts[0], "--app", server.Facts[1], "--digest", digest], server.Facts[2], ct),
            async () => await curl.SendAsync(file, Bytes, (await server.AskAsync(Bytes.ToString(CultureInfo.InvariantCulture), ct))[0], server.Facts[2], ct),
            ct);
    }

    private async Task<UploadResult> RoundsAsync(string store, string peer, Func<Task<(Measurement Program, double Seconds)>> ours, Func<Task<Measurement>> curl, CancellationToken ct)
    {
        var (programs, transfers, peers) = (new List<Measurement>(), new List<double>(), new List<Measurement>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var (program, seconds) = await ours();
            var theirs = await curl();
            log.WriteLine(
                $"  {store}, {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: ours {seconds:F2} s ({program.Elapsed.TotalSeconds:F2} s with its start, {program.PeakBytes >> 20} MiB), curl {theirs.Elapsed.TotalSeconds:F2} s");
            if (round > 0)
            {
                programs.Add(program);
                transfers.Add(seconds);
                peers.Add(theirs);
            }
        }

        return new UploadResult(store, peer, Bytes, [.. programs], [.. transfers], [.. peers]);
    }

    private async Task<(Measurement Program, double Seconds)> OursAsync(string dotnet, IEnumerable<string> arguments, string secret, CancellationToken ct)
    {
        var (measurement, said) = await _processes.RunWithOutputAsync(dotnet, arguments, new Dictionary<string, string>(StringComparer.Ordinal) { [Secret] = secret }, ct);
        return (measurement, double.Parse(said, CultureInfo.InvariantCulture) / 1000);
    }

    private static string Cut(string file, string[] part, PrivateFolder folder)
    {
        var target = folder.Combine($"part-{part[0]}.bin");
        UploadFile.Cut(file, long.Parse(part[0], CultureInfo.InvariantCulture), long.Parse(part[1], CultureInfo.InvariantCulture), target);
        return target;
    }
}
