using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>Signs iOS packages of several sizes by our program, each time in turn with what no signer can beat.</summary>
internal sealed class IpaBenchmark(BenchmarkOptions options, TimeProvider time, TextWriter log)
{
    private const ulong Seed = 20;
    private readonly MeasuredProcess _processes = new(time);

    public async Task<ImmutableArray<IpaResult>> RunAsync(CancellationToken ct)
    {
        var dotnet = Programs.Find("dotnet")["dotnet"];
        using var folder = PrivateFolder.Create(options.Folder);
        log.WriteLine("Our signing program, ReadyToRun …");
        var ours = options.Signer is null
            ? await ProductSigner.PublishAsync(_processes, dotnet, options.Root, ct)
            : new ProductSigner(_processes, dotnet, options.Signer);
        var results = ImmutableArray.CreateBuilder<IpaResult>();
        foreach (var megabytes in options.Megabytes)
        {
            var input = folder.Combine($"{megabytes}.ipa");
            log.WriteLine($"Package of {megabytes} MB …");
            BenchmarkIpa.Write(input, Path.Combine(options.Root, "samples", "ios", "Sample-unsigned.ipa"), megabytes * 1_000_000L, Seed);
            results.Add(await RoundsAsync(megabytes, input, ours, folder, ct));
            File.Delete(input);
        }

        return results.ToImmutable();
    }

    private async Task<IpaResult> RoundsAsync(int megabytes, string input, ProductSigner ours, PrivateFolder folder, CancellationToken ct)
    {
        var (ourRuns, limitRuns) = (new List<Measurement>(), new List<Measurement>());
        var (identity, output) = (folder.Combine("identity.pem"), folder.Combine("signed.ipa"));
        for (var round = 0; round <= options.Rounds; round++)
        {
            // Each writes a file that is not there yet: to empty an old one of this size takes time of its own.
            var our = await ours.SignIpaAsync(input, identity, output, ct);
            File.Delete(output);
            var limit = PhysicalLimit.MeasureUnpacking(time, input, output, ct);
            File.Delete(output);
            log.WriteLine($"  {(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: ours {our.Elapsed.TotalSeconds:F2} s, limit {limit.Elapsed.TotalSeconds:F2} s");
            if (round > 0)
            {
                ourRuns.Add(our);
                limitRuns.Add(limit);
            }
        }

        var work = await ours.SignIpaRoundsAsync(input, identity, output, options.Rounds, ct);
        log.WriteLine($"  inside one process: {string.Join(", ", work.Select(round => $"{round.Ours.Elapsed.TotalSeconds:F2} s, limit {round.Limit.Elapsed.TotalSeconds:F2} s, with digests {round.Sealing.Elapsed.TotalSeconds:F2} s"))}");
        return new IpaResult(
            megabytes, [.. ourRuns], [.. limitRuns], [.. work.Select(round => round.Ours)], [.. work.Select(round => round.Limit)], [.. work.Select(round => round.Sealing)]);
    }
}
