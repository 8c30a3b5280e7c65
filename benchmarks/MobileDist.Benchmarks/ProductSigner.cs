using System.Collections.Immutable;
using System.Globalization;

namespace MobileDist.Benchmarks;

/// <summary>Our signing program, published as the product is: framework-dependent, ReadyToRun, started by <c>dotnet</c>.</summary>
internal sealed class ProductSigner(MeasuredProcess processes, string dotnet, string assembly)
{
    private const string Project = "MobileDist.Benchmarks.Sign";

    /// <summary>Publishes the program out of the repository.</summary>
    public static async Task<ProductSigner> PublishAsync(MeasuredProcess processes, string dotnet, string root, CancellationToken ct) =>
        new(processes, dotnet, await PublishedProgram.PublishAsync(processes, dotnet, root, Project, ct));

    public Task<Measurement> SignAsync(SigningTask task, SigningMaterial material, string output, CancellationToken ct)
    {
        string[] arguments =
        [
            assembly, "sign", "--in", task.Input, "--out", output, "--ks", material.Keystore, "--min-sdk", $"{task.MinSdk}",
            "--schemes", string.Join(',', task.Schemes.Select(scheme => $"v{scheme}")),
        ];
        return processes.RunAsync(dotnet, arguments, material.Environment, ct);
    }

    /// <summary>Signs an app bundle.</summary>
    public Task<Measurement> SignAabAsync(string input, SigningMaterial material, string output, CancellationToken ct)
    {
        string[] arguments = [assembly, "sign-aab", "--in", input, "--out", output, "--ks", material.Keystore];
        return processes.RunAsync(dotnet, arguments, material.Environment, ct);
    }

    /// <summary>Signs an iOS package with a throw-away identity, which is made when the file is not there yet.</summary>
    public Task<Measurement> SignIpaAsync(string input, string identity, string output, CancellationToken ct)
    {
        string[] arguments = [assembly, "sign-ipa", "--in", input, "--out", output, "--identity", identity];
        return processes.RunAsync(dotnet, arguments, new Dictionary<string, string>(StringComparer.Ordinal), ct);
    }

    /// <summary>Signs an iOS package several times inside one process that is warm, each time in turn with the limits.</summary>
    public async Task<ImmutableArray<(Measurement Ours, Measurement Limit, Measurement Sealing)>> SignIpaRoundsAsync(string input, string identity, string output, int rounds, CancellationToken ct)
    {
        string[] arguments = [assembly, "sign-ipa-rounds", "--in", input, "--out", output, "--identity", identity, "--rounds", rounds.ToString(CultureInfo.InvariantCulture)];
        var (_, said) = await processes.RunWithOutputAsync(dotnet, arguments, new Dictionary<string, string>(StringComparer.Ordinal), ct);
        return [.. said.Split('\n').Select(line => line.Split(' ')).Select(round => (Milliseconds(round[0]), Milliseconds(round[1]), Milliseconds(round[2])))];
    }

    private static Measurement Milliseconds(string text) => new(TimeSpan.FromMilliseconds(double.Parse(text, CultureInfo.InvariantCulture)), null);
}
