namespace MobileDist.Benchmarks;

/// <summary>The one key that all contenders sign with.</summary>
/// <param name="Keystore">Path of a PKCS#12 file with one RSA 2048 key.</param>
/// <param name="Alias">The key's name in it.</param>
/// <param name="PasswordVariable">The environment variable that holds its password.</param>
/// <param name="Environment">The environment that each contender starts with.</param>
internal sealed record SigningMaterial(string Keystore, string Alias, string PasswordVariable, IReadOnlyDictionary<string, string> Environment)
{
    private const string Variable = "MOBILEDIST_BENCHMARK_PASSWORD";

    public static async Task<SigningMaterial> CreateAsync(string folder, MeasuredProcess processes, string keytool, CancellationToken ct)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [Variable] = Guid.NewGuid().ToString("N") };
        var material = new SigningMaterial(Path.Combine(folder, "benchmark.p12"), "benchmark", Variable, environment);
        string[] arguments =
        [
            "-genkeypair", "-keystore", material.Keystore, "-storetype", "PKCS12", "-storepass:env", Variable, "-alias", material.Alias,
            "-keyalg", "RSA", "-keysize", "2048", "-validity", "10000", "-dname", "CN=Benchmark",
        ];
        await processes.RunAsync(keytool, arguments, environment, ct);
        return material;
    }
}
