using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages;
using MobileDist.Signing;
using MobileDist.Signing.Android;
using MobileDist.Signing.Keystores;

namespace MobileDist.Benchmarks.Sign;

/// <summary>What the command line of the timed program asks for.</summary>
internal sealed record SignArguments(string Input, string Output, string Keystore, ApkSigningOptions Options)
{
    private const string Usage = "sign --in APK --out APK --ks P12 [--schemes v1,v2,v3] [--min-sdk N]";

    public static SignArguments Parse(string[] arguments)
    {
        if (arguments.Length % 2 == 0 || !string.Equals(arguments[0], "sign", StringComparison.Ordinal))
        {
            throw Wrong($"'{string.Join(' ', arguments)}' is no command.");
        }

        var (input, output, keystore, minSdk) = ("", "", "", 24);
        ImmutableArray<SignatureScheme> schemes = [];
        for (var i = 1; i < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--in":
                    input = value;
                    break;
                case "--out":
                    output = value;
                    break;
                case "--ks":
                    keystore = value;
                    break;
                case "--schemes":
                    schemes = [.. value.Split(',').Select(Scheme)];
                    break;
                case "--min-sdk":
                    minSdk = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default:
                    throw Wrong($"'{arguments[i]}' is no argument.");
            }
        }

        return new SignArguments(input, output, keystore, new ApkSigningOptions { MinSdk = minSdk, Schemes = schemes });
    }

    /// <summary>The only key of the keystore.</summary>
    public SigningIdentity ReadIdentity(string? password) => KeystoreReader.Read(
        File.ReadAllBytes(Keystore), new KeystoreAccess(Keystore, password is null ? null : new Secret(password), Alias: null, KeyPassword: null, CertificateChain: null));

    private static SignatureScheme Scheme(string name) => name switch
    {
        "v1" => SignatureScheme.V1,
        "v2" => SignatureScheme.V2,
        "v3" => SignatureScheme.V3,
        _ => throw Wrong($"'{name}' is no signature scheme."),
    };

    private static DistributionException Wrong(string headline) => new(ExitCode.Settings, new Fault(headline, Usage));
}
