using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>The platform's own loader and openssl, asked about the same files.</summary>
public sealed class PlatformPkcs12Tests
{
    [TestCase("rsa.p12", "storepw")]
    [TestCase("ec.p12", "storepw")]
    [TestCase("openssl-3des.p12", "legacy123")]
    [TestCase("openssl-unicode.p12", "pässwörd 鍵")]
    public void Read_WhenPlatformReadsItToo_CertificateIsTheSame(string file, string password)
    {
        using var platform = X509CertificateLoader.LoadPkcs12(Fixture.Bytes(file), password, X509KeyStorageFlags.EphemeralKeySet);

        using var identity = Fixture.Read(file, password);

        Assert.That(identity.Certificate.RawData, Is.EqualTo(platform.RawData));
    }

    [Test]
    public void Read_WhenPlatformExportedIt_ReadsKeyAndCertificate()
    {
        using var made = TestCertificate.Create();
        using var both = made.Certificate.CopyWithPrivateKey((RSA)made.PrivateKey);
        foreach (var parameters in new[] { Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1 })
        {
            using var identity = KeystoreReader.Read(both.ExportPkcs12(parameters, "exported"), Fixture.Access("exported.p12", "exported"));

            Assert.That(identity.CertificateDigest, Is.EqualTo(made.CertificateDigest));
            SigningProof.Verify(identity);
        }
    }

    [Test]
    [Category("Peer")]
    public void Save_WhenOpenSslChecksTheFile_KeyAndCertificateHold()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("throw-away.pem");
        using var identity = ThrowAwayIdentity.LoadOrCreate(path, DateTimeOffset.UtcNow);
        var openssl = Peer.Require("openssl");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(openssl.Run("pkey", "-in", path, "-check", "-noout").Succeeded(), Does.Contain("Key is valid"));
            Assert.That(
                openssl.Run("x509", "-in", path, "-noout", "-fingerprint", "-sha256").Succeeded().Replace(":", "", StringComparison.Ordinal),
                Does.Contain(identity.CertificateDigest.ToUpperInvariant()));
            Assert.That(openssl.Run("verify", "-CAfile", path, path).Succeeded(), Does.Contain("OK"));
        }
    }
}
