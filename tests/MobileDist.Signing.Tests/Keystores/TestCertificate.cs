using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>Identities made for one test.</summary>
internal static class TestCertificate
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<byte[]> SharedKey = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    });

    public static RSA Rsa()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(SharedKey.Value, out _);
        return rsa;
    }

    public static SigningIdentity Create(
        string subject = "CN=App", AsymmetricAlgorithm? key = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        key ??= Rsa();
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        using var withKey = request.CreateSelfSigned(from ?? Now.AddYears(-1), to ?? Now.AddYears(30));
        return new SigningIdentity("app", key, [X509CertificateLoader.LoadCertificate(withKey.RawData)]);
    }

    /// <summary>RSA with a certificate signed under SHA-1, which the platform's own generator refuses to make.</summary>
    public static SigningIdentity CreateSha1(string subject = "CN=App", RSA? key = null, DateTimeOffset? to = null)
    {
        key ??= Rsa();
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(request.SubjectName, new Sha1Generator(key), Now.AddYears(-2), to ?? Now.AddYears(30), [1, 2, 3]);
        return new SigningIdentity("app", key, [X509CertificateLoader.LoadCertificate(certificate.RawData)]);
    }

    private sealed class Sha1Generator(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300d06092a864886f70d0101050500");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
