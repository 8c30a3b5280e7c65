using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>Signs app bundles of several sizes by our program and by jarsigner, in turn, on the same file, with the same key.</summary>
internal sealed class AabBenchmark(BenchmarkOptions options, TimeProvider time, TextWriter log)
{
    private const ulong Seed = 20;
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);
    private readonly MeasuredProcess _processes = new(time);

    /// <summary>Name and version of what is measured against, known once it ran.</summary>
    public ImmutableArray<(string Name, string Version)> PeerVersions { get; private set; } = [];

    public async Task<ImmutableArray<SignResult>> RunAsync(CancellationToken ct)
    {
        var found = Programs.Find("jarsigner", "keytool", "java", "dotnet");
        var java = await _processes.RunWithOutputAsync(found["java"], ["-version"], Nothing, ct);
        PeerVersions = [("jarsigner of Java", java.Output.Split('\n')[0].Trim())];

        using var folder = PrivateFolder.Create(options.Folder);
        log.WriteLine("Our signing program, ReadyToRun …");
        var ours = options.Signer is null
            ? await ProductSigner.PublishAsync(_processes, found["dotnet"], options.Root, ct)
            : new ProductSigner(_processes, found["dotnet"], options.Signer);
        var peer = new JarsignerPeer(_processes, found["jarsigner"]);
        var material = await SigningMaterial.CreateAsync(folder.FullPath, _processes, found["keytool"], ct);
        var results = ImmutableArray.CreateBuilder<SignResult>();
        foreach (var megabytes in options.Megabytes)
        {
            var input = folder.Combine($"{megabytes}.aab");
            log.WriteLine($"Bundle of {megabytes} MB …");
            BenchmarkBundle.Write(input, Path.Combine(options.Root, "samples", "android", "app-release-unsigned.aab"), megabytes * 1_000_000L, Seed);
            results.Add(await RoundsAsync(megabytes, new SigningTask(input, [1]), ours, peer, material, folder.Combine("signed.aab"), ct));
            File.Delete(input);
        }

        return results.ToImmutable();
    }

    private async Task<SignResult> RoundsAsync(int megabytes, SigningTask task, ProductSigner ours, JarsignerPeer peer, SigningMaterial material, string output, CancellationToken ct)
    {
        var (ourRuns, peerRuns, limitRuns) = (new List<Measurement>(), new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            // Each writes a file that is not there yet: to empty an old one of this size takes time of its own.
            var our = await ours.SignAabAsync(task.Input, material, output, ct);
            if (round == 0)
            {
                await peer.VerifyAsync(output, ct);
            }

            File.Delete(output);
            var their = await peer.SignAsync(task.Input, material, output, ct);
            File.Delete(output);
            var limit = PhysicalLimit.MeasureUnpacking(time, task.Input, output, ct);
            File.Delete(output);
            log.WriteLine($"  {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: ours {our.Elapsed.TotalSeconds:F2} s, jarsigner {their.Elapsed.TotalSeconds:F2} s, limit {limit.Elapsed.TotalSeconds:F2} s");
            if (round > 0)
            {
                ourRuns.Add(our);
                peerRuns.Add(their);
                limitRuns.Add(limit);
            }
        }

        return new SignResult(megabytes, new FileInfo(task.Input).Length, task, [.. ourRuns], [.. peerRuns], [.. limitRuns]);
    }
}
