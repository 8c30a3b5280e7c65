using MobileDist.Signing.Android;
using MobileDist.Signing.Keystores;

namespace MobileDist.Benchmarks.Sign;

/// <summary>Signs an app bundle with the only key of a keystore.</summary>
internal static class AabSigning
{
    public const string Verb = "sign-aab";

    public static async Task RunAsync(string[] arguments, string? password, CancellationToken ct)
    {
        if (arguments is not [Verb, "--in", var input, "--out", var output, "--ks", var keystore])
        {
            throw new DistributionException(
                ExitCode.Settings, new Fault($"'{string.Join(' ', arguments)}' is no command.", "sign-aab --in AAB --out AAB --ks P12"));
        }

        var access = new KeystoreAccess(keystore, password is null ? null : new Secret(password), Alias: null, KeyPassword: null, CertificateChain: null);
        using var identity = KeystoreReader.Read(await File.ReadAllBytesAsync(keystore, ct), access);
        await BundleSigner.SignAsync(input, output, identity, new BundleSigningOptions(), progress: null, ct);
    }
}
