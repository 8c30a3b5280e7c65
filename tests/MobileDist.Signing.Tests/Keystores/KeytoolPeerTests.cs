using System.Text.RegularExpressions;
using MobileDist.Signing.Keystores;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>Stores that keytool of this machine makes, and what it says is in them.</summary>
[Category("Peer")]
public sealed class KeytoolPeerTests
{
    [TestCase("PKCS12", "RSA", "-keysize", "4096")]
    [TestCase("PKCS12", "EC", "-groupname", "secp521r1")]
    [TestCase("JKS", "RSA", "-keysize", "3072")]
    [TestCase("JKS", "EC", "-groupname", "secp384r1")]
    [TestCase("JCEKS", "EC", "-groupname", "secp256r1")]
    public void Read_WhenKeytoolMadeTheStore_AgreesWithItsListing(string type, string algorithm, string sizeOption, string size)
    {
        using var folder = new TestFolder();
        var path = folder.Combine("made.keystore");
        Generate(path, type, "MixedCase", algorithm, sizeOption, size);

        using var identity = KeystoreReader.Read(File.ReadAllBytes(path), Fixture.Access(path, alias: "mixedCASE"));

        Assert.That(identity.Alias, Is.EqualTo("mixedcase"));
        Assert.That(Fingerprints(path, "storepw"), Is.EqualTo(new[] { identity.CertificateDigest }));
        SigningProof.Verify(identity);
    }

    [Test]
    public void Read_WhenLegacyIsAskedFor_ReadsRc2AndTripleDes()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("legacy.p12");
        Generate(path, "PKCS12", "upload", "RSA", "-keysize", "2048", "-J-Dkeystore.pkcs12.legacy");

        using var identity = KeystoreReader.Read(File.ReadAllBytes(path), Fixture.Access(path));

        Assert.That(Fingerprints(path, "storepw"), Is.EqualTo(new[] { identity.CertificateDigest }));
        SigningProof.Verify(identity);
    }

    [TestCase("multi.jks", "storepw", "second", "second12")]
    [TestCase("unicode.jks", "pässwörd 鍵", "schlüssel 鍵 🔑", "鍵 🔑")]
    [TestCase("rsa.jceks", "storepw", "demo", "keypw12")]
    [TestCase("otherkeypassword.p12", "storepw", "demo", "otherkeypw")]
    [TestCase("openssl-rc2-40.p12", "legacy123", "demo", null)]
    public void Read_WhenStoreIsAFixture_AgreesWithKeytoolsListing(string file, string password, string alias, string? keyPassword)
    {
        var path = RepositoryRoot.Combine("tests", "MobileDist.Signing.Tests", "Keystores", "Fixtures", file);

        using var identity = Fixture.Read(file, password, alias, keyPassword);

        // Chains are listed leaf first; other entries follow or precede, so that the chain must be found as a run.
        Assert.That(
            string.Join(' ', Fingerprints(path, password)),
            Does.Contain(string.Join(' ', identity.Chain.Select(certificate => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate.RawData))))));
    }

    private static void Generate(string path, string type, string alias, string algorithm, string sizeOption, string size, params string[] more) =>
        Peer.Require("keytool").Run(
        [
            "-J-Duser.language=en", .. more, "-genkeypair", "-keystore", path, "-storetype", type, "-alias", alias, "-keyalg", algorithm, sizeOption, size,
            "-validity", "10000", "-storepass", "storepw", "-keypass", "storepw", "-dname", "CN=Peer",
        ]).Succeeded();

    private static string[] Fingerprints(string path, string password)
    {
        // A password that is not ASCII does not survive every console; keytool takes it from a file as UTF-8 when told so.
        using var folder = new TestFolder();
        var passwordFile = folder.Write("password", password);
        var listing = Peer.Require("keytool")
            .Run("-J-Duser.language=en", "-J-Dfile.encoding=UTF-8", "-J-Dsun.jnu.encoding=UTF-8", "-list", "-v", "-keystore", path, "-storepass:file", passwordFile)
            .Succeeded();
        return [.. Regex.Matches(listing, "SHA256: (?<digest>[0-9A-F:]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["digest"].Value.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant())];
    }
}
