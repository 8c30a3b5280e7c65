using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>Signs packages of several sizes by our program and by the peers, in turn, on the same file, with the same key.</summary>
internal sealed class SignBenchmark(BenchmarkOptions options, TimeProvider time, TextWriter log)
{
    private const ulong Seed = 20;
    private static readonly ImmutableArray<ImmutableArray<int>> SchemeSets = [[2, 3], [1, 2, 3]];
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);
    private readonly MeasuredProcess _processes = new(time);

    /// <summary>Name and version of each program measured against, known once it ran.</summary>
    public ImmutableArray<(string Name, string Version)> PeerVersions { get; private set; } = [];

    public async Task<ImmutableArray<SignResult>> RunAsync(CancellationToken ct)
    {
        var found = Programs.Find("zipalign", "apksigner", "keytool", "java", "dotnet");
        var javaVersion = await _processes.RunWithOutputAsync(found["java"], ["-version"], Nothing, ct);
        var apksignerVersion = await _processes.RunWithOutputAsync(found["apksigner"], ["--version"], Nothing, ct);
        PeerVersions = [("apksigner", FirstLine(apksignerVersion.Output)), ("Java", FirstLine(javaVersion.Output))];

        using var folder = PrivateFolder.Create(options.Folder);
        log.WriteLine("Our signing program, ReadyToRun …");
        var ours = options.Signer is null
            ? await ProductSigner.PublishAsync(_processes, found["dotnet"], options.Root, ct)
            : new ProductSigner(_processes, found["dotnet"], options.Signer);
        var peers = new PeerSigner(_processes, found["zipalign"], found["apksigner"]);
        var material = await SigningMaterial.CreateAsync(folder.FullPath, _processes, found["keytool"], ct);
        var results = ImmutableArray.CreateBuilder<SignResult>();
        foreach (var megabytes in options.Megabytes)
        {
            var input = folder.Combine($"{megabytes}.apk");
            log.WriteLine($"Package of {megabytes} MB …");
            BenchmarkPackage.Write(input, Path.Combine(options.Root, "samples", "android", "app-release-unsigned.apk"), megabytes * 1_000_000L, Seed);
            foreach (var schemes in SchemeSets)
            {
                results.Add(await RoundsAsync(megabytes, new SigningTask(input, schemes), ours, peers, material, folder, ct));
            }

            File.Delete(input);
        }

        return results.ToImmutable();
    }

    private async Task<SignResult> RoundsAsync(
        int megabytes, SigningTask task, ProductSigner ours, PeerSigner peers, SigningMaterial material, PrivateFolder folder, CancellationToken ct)
    {
        var (ourRuns, peerRuns, limitRuns) = (new List<Measurement>(), new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            // Each writes a file that is not there yet: to empty an old one of this size takes time of its own.
            var output = folder.Combine("signed.apk");
            var our = await ours.SignAsync(task, material, output, ct);
            if (round == 0)
            {
                await peers.VerifyAsync(task, output, ct);
            }

            File.Delete(output);
            var peer = await peers.SignAsync(task, material, output, ct);
            File.Delete(output);
            var limit = PhysicalLimit.Measure(time, task.Input, output, ct);
            File.Delete(output);
            log.WriteLine($"  {task.SchemesText}, {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: ours {our.Elapsed.TotalSeconds:F2} s, peers {peer.Elapsed.TotalSeconds:F2} s, limit {limit.Elapsed.TotalSeconds:F2} s");
            if (round > 0)
            {
                ourRuns.Add(our);
                peerRuns.Add(peer);
                limitRuns.Add(limit);
            }
        }

        return new SignResult(megabytes, new FileInfo(task.Input).Length, task, [.. ourRuns], [.. peerRuns], [.. limitRuns]);
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
