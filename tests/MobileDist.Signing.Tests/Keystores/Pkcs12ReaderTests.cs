using System.Security.Cryptography;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class Pkcs12ReaderTests
{
    [TestCase("rsa.p12", "storepw", null, null)]
    [TestCase("rsa.p12", "storepw", "DEMO", null)]
    [TestCase("ec.p12", "storepw", "ec", null)]
    [TestCase("multi.p12", "storepw", "first", null)]
    [TestCase("multi.p12", "storepw", "SECOND", null)]
    [TestCase("legacy.p12", "storepw", "demo", null)]
    [TestCase("otherkeypassword.p12", "storepw", "demo", "otherkeypw")]
    [TestCase("unicode.p12", "storepw", "SCHLÜSSEL 鍵", null)]
    [TestCase("openssl-unicode.p12", "pässwörd 鍵", "demo", null)]
    [TestCase("openssl-rc2-40.p12", "legacy123", "demo", null)]
    [TestCase("openssl-rc2-128.p12", "legacy123", "demo", null)]
    [TestCase("openssl-3des.p12", "legacy123", "demo", null)]
    [TestCase("openssl-nomac.p12", "legacy123", "demo", null)]
    [TestCase("openssl-noname.p12", "legacy123", null, null)]
    [TestCase("openssl-emptypassword.p12", "", null, null)]
    [TestCase("openssl-emptypassword.p12", null, null, null)]
    public void Read_WhenPasswordAndAliasFit_KeySignsForItsCertificate(string file, string? password, string? alias, string? keyPassword)
    {
        using var identity = Fixture.Read(file, password, alias, keyPassword);

        SigningProof.Verify(identity);
    }

    [TestCase("openssl-rc2-40.p12")]
    [TestCase("openssl-3des.p12")]
    [TestCase("openssl-nomac.p12")]
    public void Read_WhenChainIsInTheFile_ChainGoesFromLeafToRoot(string file)
    {
        using var identity = Fixture.Read(file, "legacy123");

        Assert.That(
            identity.Chain.Select(certificate => certificate.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false)),
            Is.EqualTo(new[] { "Test Leaf", "Test Intermediate", "Test Root" }));
    }
}
