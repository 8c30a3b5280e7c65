namespace MobileDist.Benchmarks;

/// <summary>What one does without us: <c>zipalign</c>, then <c>apksigner</c>, as whole processes.</summary>
internal sealed class PeerSigner(MeasuredProcess processes, string zipalign, string apksigner)
{
    public async Task<Measurement> SignAsync(SigningTask task, SigningMaterial material, string output, CancellationToken ct)
    {
        var aligned = output + ".aligned";
        var first = await processes.RunAsync(zipalign, ["-f", "-p", "4", task.Input, aligned], material.Environment, ct);
        string[] arguments =
        [
            "sign", "--ks", material.Keystore, "--ks-key-alias", material.Alias, "--ks-pass", $"env:{material.PasswordVariable}",
            "--min-sdk-version", $"{task.MinSdk}",
            "--v1-signing-enabled", Enabled(task, 1), "--v2-signing-enabled", Enabled(task, 2), "--v3-signing-enabled", Enabled(task, 3),
            "--v4-signing-enabled", "false",
            "--out", output, aligned,
        ];
        var second = await processes.RunAsync(apksigner, arguments, material.Environment, ct);
        File.Delete(aligned);
        return first.Then(second);
    }

    /// <summary>Accepts a package or throws: a time for a package that nobody accepts means nothing.</summary>
    public async Task VerifyAsync(SigningTask task, string package, CancellationToken ct)
        => await processes.RunAsync(apksigner, ["verify", "--min-sdk-version", $"{task.MinSdk}", package], new Dictionary<string, string>(StringComparer.Ordinal), ct);

    private static string Enabled(SigningTask task, int scheme) => task.Schemes.Contains(scheme) ? "true" : "false";
}
