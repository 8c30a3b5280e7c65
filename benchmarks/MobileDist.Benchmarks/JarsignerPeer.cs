namespace MobileDist.Benchmarks;

/// <summary>What one signs app bundles with otherwise: the JDK's <c>jarsigner</c>, as a whole process.</summary>
internal sealed class JarsignerPeer(MeasuredProcess processes, string jarsigner)
{
    public Task<Measurement> SignAsync(string input, SigningMaterial material, string output, CancellationToken ct)
    {
        string[] arguments =
        [
            "-keystore", material.Keystore, "-storepass:env", material.PasswordVariable, "-sigalg", "SHA256withRSA", "-digestalg", "SHA-256",
            "-signedjar", output, input, material.Alias,
        ];
        return processes.RunAsync(jarsigner, arguments, material.Environment, ct);
    }

    /// <summary>Accepts a bundle or throws: a time for a bundle that nobody accepts means nothing.</summary>
    public async Task VerifyAsync(string bundle, CancellationToken ct)
    {
        var (_, output) = await processes.RunWithOutputAsync(jarsigner, ["-verify", bundle], new Dictionary<string, string>(StringComparer.Ordinal), ct);
        if (!output.Contains("jar verified", StringComparison.Ordinal))
        {
            throw BenchmarkFaults.Failed("jarsigner", 0, output);
        }
    }
}
