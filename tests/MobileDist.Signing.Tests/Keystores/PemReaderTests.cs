using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class PemReaderTests
{
    [TestCase("rsa-pkcs8.pem", null)]
    [TestCase("rsa-pkcs1.pem", null)]
    [TestCase("ec-sec1.pem", null)]
    [TestCase("rsa-pkcs8-encrypted.pem", "legacy123")]
    [TestCase("rsa-pkcs8-rc2.pem", "legacy123")]
    public void Read_WhenKeyAndCertificateAreInTheFile_KeySignsForItsCertificate(string file, string? password)
    {
        using var identity = Fixture.Read(file, password);

        SigningProof.Verify(identity);
    }

    [Test]
    public void Read_WhenCertificatesAreInAnyOrder_ChainGoesFromLeafToRoot()
    {
        using var identity = Fixture.Read("rsa-pkcs8.pem", null);

        Assert.That(Names(identity), Is.EqualTo(new[] { "Test Leaf", "Test Intermediate", "Test Root" }));
    }

    [TestCase("chain-leaf.pem", 1)]
    [TestCase("chain-leaf.der", 1)]
    [TestCase("chain-shuffled.pem", 3)]
    public void Read_WhenKeyIsDerAndChainIsApart_JoinsThem(string chain, int length)
    {
        using var identity = KeystoreReader.Read(Fixture.Bytes("rsa.pk8"), Fixture.Access("rsa.pk8", null, chain: Fixture.Bytes(chain)));

        Assert.That(identity.Chain, Has.Length.EqualTo(length));
        SigningProof.Verify(identity);
    }

    [TestCase(null, "legacy123")]
    [TestCase("legacy123", null)]
    [TestCase("other", "legacy123")]
    public void Read_WhenKeyIsEncryptedDer_EitherPasswordOpensIt(string? store, string? key)
    {
        var access = Fixture.Access("rsa-encrypted.pk8", store, "upload", key, Fixture.Bytes("chain-leaf.pem"));

        using var identity = KeystoreReader.Read(Fixture.Bytes("rsa-encrypted.pk8"), access);

        Assert.That(identity.Alias, Is.EqualTo("upload"));
        SigningProof.Verify(identity);
    }

    [TestCase("rsa-pkcs8-encrypted.pem", "wrong", "password does not open the encrypted private key")]
    [TestCase("rsa-pkcs8-encrypted.pem", null, "needs a password")]
    [TestCase("rsa-pkcs8-rc2.pem", "wrong", "password does not open the encrypted private key")]
    [TestCase("old-encryption.pem", "legacy123", "Proc-Type: 4,ENCRYPTED")]
    [TestCase("AuthKey_TEST.pem", null, "a private key without a certificate")]
    [TestCase("rsa.pk8", null, "a private key without a certificate")]
    [TestCase("chain-leaf.pem", null, "no private key that can be read, only 'CERTIFICATE'")]
    [TestCase("chain-leaf.der", null, "a certificate without a private key")]
    [TestCase("ed25519.pem", null, "'Ed25519'")]
    public void Read_WhenFileDoesNotDo_SaysWhy(string file, string? password, string expected) =>
        Assert.That(Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, password)).Headline, Does.Contain(expected));

    [Test]
    public void Read_WhenTheKeyIsBareDer_NamesTheSettingForItsCertificate() =>
        Assert.That(Fixture.Refused(Fixture.Bytes("rsa.pk8"), Fixture.Access("rsa.pk8", null)).Remedy, Does.Contain("ANDROID_KEY_CERTIFICATE"));

    [Test]
    public void Read_WhenFileIsAnAppStoreConnectKey_SaysWhereItBelongs() =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes("AuthKey_TEST.pem"), Fixture.Access("AuthKey_TEST.p8", null)).Remedy,
            Does.Contain("APP_STORE_CONNECT_KEY"));

    [Test]
    public void Read_WhenChainIsOfAnotherKey_NamesItsCertificates()
    {
        var access = Fixture.Access("AuthKey_TEST.pem", null, chain: Fixture.Bytes("chain-shuffled.pem"));

        var fault = Fixture.Refused(Fixture.Bytes("AuthKey_TEST.pem"), access);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Does.StartWith("No certificate in 'AuthKey_TEST.pem' belongs to the key"));
            Assert.That(fault.Details.Single().Value, Does.Contain("Test Leaf").And.Contain("Test Root"));
        }
    }

    [Test]
    public void Read_WhenChainIsNoCertificate_SaysWhatIsValid() =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes("rsa.pk8"), Fixture.Access("rsa.pk8", null, chain: Fixture.Bytes("rsa.p12"))).Headline,
            Does.Contain("The certificate chain for 'rsa.pk8' is not a certificate"));

    [Test]
    public void Read_WhenTwoKeysAreInTheFile_SaysSo()
    {
        byte[] both = [.. Fixture.Bytes("rsa-pkcs1.pem"), .. Fixture.Bytes("ec-sec1.pem")];

        Assert.That(Fixture.Refused(both, Fixture.Access("both.pem", null)).Headline, Does.Contain("holds 2 private keys"));
    }

    [TestCase("\r\n")]
    [TestCase("\\n")]
    [TestCase(" ")]
    public void Read_WhenLineEndsWereChangedOnTheWay_ReadsItStill(string lineEnd)
    {
        var text = Encoding.ASCII.GetString(Fixture.Bytes("rsa-pkcs8.pem")).Replace("\n", lineEnd, StringComparison.Ordinal);

        using var identity = KeystoreReader.Read(Encoding.ASCII.GetBytes(text), Fixture.Access("variable", null));

        SigningProof.Verify(identity);
    }

    [Test]
    public void Read_WhenCutOff_SaysWhichBlock()
    {
        var bytes = Fixture.Bytes("rsa-pkcs8.pem");

        Assert.That(
            Fixture.Refused(bytes[..500], Fixture.Access("key.pem", null)).Headline,
            Does.Contain("cut off").And.Contain("BEGIN PRIVATE KEY"));
    }

    [Test]
    public void Read_WhenBase64HasForeignLetters_SaysWhichBlock()
    {
        var bytes = Fixture.Bytes("rsa-pkcs8.pem");
        bytes[400] = (byte)'%';

        Assert.That(Fixture.Refused(bytes, Fixture.Access("key.pem", null)).Headline, Does.Contain("BEGIN PRIVATE KEY"));
    }

    private static IEnumerable<string> Names(SigningIdentity identity) =>
        identity.Chain.Select(certificate => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
}
