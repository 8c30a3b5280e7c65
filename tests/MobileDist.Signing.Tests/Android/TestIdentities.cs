using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>Keys for the tests; made once, since large RSA keys take a second each.</summary>
internal static class TestIdentities
{
    private static readonly Lazy<(byte[] Key, byte[] Certificate)> Rsa2048 = new(() => MakeRsa(2048));
    private static readonly Lazy<(byte[] Key, byte[] Certificate)> Rsa4096 = new(() => MakeRsa(4096));
    private static readonly Lazy<(byte[] Key, byte[] Certificate)> Ec256 = new(() => MakeEc(ECCurve.NamedCurves.nistP256));
    private static readonly Lazy<(byte[] Key, byte[] Certificate)> Ec384 = new(() => MakeEc(ECCurve.NamedCurves.nistP384));

    public static SigningIdentity Get(string kind)
    {
        var (pkcs8, der) = Bytes(kind);
        AsymmetricAlgorithm key = kind.StartsWith("RSA", StringComparison.Ordinal) ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new SigningIdentity("upload", key, [X509CertificateLoader.LoadCertificate(der)]);
    }

    /// <summary>The arguments that give apksigner the same key.</summary>
    public static string[] ForApksigner(string kind, TestFolder folder)
    {
        var (pkcs8, der) = Bytes(kind);
        var key = folder.Write($"{kind}.pk8", pkcs8);
        return ["--key", key, "--cert", folder.Write($"{kind}.der", der)];
    }

    private static (byte[] Key, byte[] Certificate) Bytes(string kind) => kind switch
    {
        "RSA2048" => Rsa2048.Value,
        "RSA4096" => Rsa4096.Value,
        "EC256" => Ec256.Value,
        "EC384" => Ec384.Value,
        _ => throw new ArgumentException($"'{kind}' is no test key.", nameof(kind)),
    };

    private static (byte[] Key, byte[] Certificate) MakeRsa(int bits)
    {
        using var key = RSA.Create(bits);
        return (key.ExportPkcs8PrivateKey(), SelfSign(new CertificateRequest($"CN=Test {bits}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    private static (byte[] Key, byte[] Certificate) MakeEc(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return (key.ExportPkcs8PrivateKey(), SelfSign(new CertificateRequest("CN=Test EC", key, HashAlgorithmName.SHA256)));
    }

    private static byte[] SelfSign(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2056, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.RawData;
    }
}
