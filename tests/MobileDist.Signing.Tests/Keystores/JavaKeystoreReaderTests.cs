using System.Buffers.Binary;
using System.Text;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class JavaKeystoreReaderTests
{
    [TestCase("rsa.jks", "storepw", null, "keypw12", "demo")]
    [TestCase("rsa.jks", "storepw", "DeMo", "keypw12", "demo")]
    [TestCase("multi.jks", "storepw", "first", "first12", "first")]
    [TestCase("multi.jks", "storepw", "Second", "second12", "second")]
    [TestCase("unicode.jks", "pässwörd 鍵", "Schlüssel 鍵 🔑", "鍵 🔑", "schlüssel 鍵 🔑")]
    [TestCase("rsa.jceks", "storepw", "demo", "keypw12", "demo")]
    [TestCase("rsa.jceks", "storepw", null, "keypw12", "demo")]
    public void Read_WhenPasswordsAndAliasFit_KeySignsForItsCertificate(string file, string password, string? alias, string keyPassword, string expected)
    {
        using var identity = Fixture.Read(file, password, alias, keyPassword);

        Assert.That(identity.Alias, Is.EqualTo(expected));
        SigningProof.Verify(identity);
    }

    [TestCase("rsa.jks", "JKS")]
    [TestCase("rsa.jceks", "JCEKS")]
    public void Read_WhenStorePasswordIsWrong_SaysSo(string file, string format)
    {
        var fault = Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, "wrong", "demo", "keypw12"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Is.EqualTo($"The password does not open the {format} keystore '{file}'."));
            Assert.That(fault.Remedy, Does.Contain("ANDROID_KEYSTORE_PASSWORD"));
        }
    }

    [TestCase("rsa.jks")]
    [TestCase("rsa.jceks")]
    public void Read_WhenStorePasswordIsMissing_AsksForIt(string file) =>
        Assert.That(Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, null)).Headline, Does.Contain("needs a password"));

    [TestCase("rsa.jks", "wrong")]
    [TestCase("rsa.jks", null)]
    [TestCase("rsa.jceks", "wrong")]
    public void Read_WhenKeyPasswordIsWrong_SaysItIsTheKeys(string file, string? keyPassword)
    {
        var fault = Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, "storepw", "demo", keyPassword));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Does.StartWith("The key password does not open the key 'demo'"));
            Assert.That(fault.Remedy, Does.Contain("ANDROID_KEY_PASSWORD"));
        }
    }

    [Test]
    public void Read_WhenAByteChangedAndPasswordIsRight_SaysDamagedNotWrongPassword()
    {
        // The key's own password equals the store's here, so that the key's check can speak.
        var bytes = Fixture.Bytes("dsa.jks");
        bytes[^21] ^= 1;

        var damaged = Fixture.Refused(bytes, Fixture.Access("dsa.jks"));
        var wrong = Fixture.Refused(bytes, Fixture.Access("dsa.jks", "wrong"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(damaged.Headline, Does.Contain("is damaged").And.Contain("the password opens its key"));
            Assert.That(wrong.Headline, Does.Contain("password does not open"));
        }
    }

    [TestCase("rsa.jks")]
    [TestCase("rsa.jceks")]
    public void Read_WhenCutAnywhere_SaysDamagedWhateverThePassword(string file)
    {
        var bytes = Fixture.Bytes(file);
        for (var length = 12; length < bytes.Length; length += 37)
        {
            var fault = Fixture.Refused(bytes[..length], Fixture.Access(file, "wrong"));
            Assert.That(fault.Headline, Does.Contain("is damaged"), $"cut at {length}");
        }
    }

    [Test]
    public void Read_WhenKeyIsDsa_NamesTheAlgorithm() =>
        Assert.That(Fixture.Refused(Fixture.Bytes("dsa.jks"), Fixture.Access("dsa.jks")).Headline, Does.Contain("'DSA'"));

    [Test]
    public void Read_WhenVersionIsOne_ReadsCertificatesWithoutTheirKind()
    {
        var bytes = Fixture.Bytes("rsa.jks");
        var kind = bytes.AsSpan().IndexOf("\0\u0005X.509"u8);
        byte[] body = [.. bytes.AsSpan(0, kind), .. bytes.AsSpan(kind + 7, bytes.Length - kind - 7 - 20)];
        body[7] = 1;

        using var identity = KeystoreReader.Read(JavaSeal.Add(body, "storepw"), Fixture.Access("old.jks", keyPassword: "keypw12"));

        SigningProof.Verify(identity);
    }

    [TestCase(7, 3, "version '3'")]
    [TestCase(8, 0x7F, "entries")]
    [TestCase(15, 9, "unknown kind 9")]
    public void Read_WhenHeaderLies_SaysWhat(int offset, byte value, string expected)
    {
        var bytes = Fixture.Bytes("rsa.jks");
        bytes[offset] = value;

        Assert.That(Fixture.Refused(bytes, Fixture.Access("rsa.jks")).Headline, Does.Contain(expected));
    }

    [Test]
    public void Read_WhenKeyClaimsFourGigabytes_AllocatesNothing()
    {
        var bytes = Fixture.Bytes("rsa.jks");
        // tag 4, alias 2 + 4, date 8
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12 + 4 + 6 + 8), uint.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Fixture.Refused(bytes, Fixture.Access("rsa.jks"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Does.Contain("claims 4294967295 more bytes"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
        }
    }

    [Test]
    public void Read_WhenCertificateIsAnotherKeys_RefusesThePair()
    {
        // Same length, other key: the certificate of multi.jks' RSA key spliced in, and the store sealed anew.
        var bytes = Fixture.Bytes("rsa.jks");
        using var right = Fixture.Read("rsa.jks", keyPassword: "keypw12");
        using var other = Fixture.Read("multi.jks", alias: "first", keyPassword: "first12");
        var at = bytes.AsSpan().IndexOf(right.Certificate.RawData);
        byte[] body = [.. bytes.AsSpan(0, at - 4), .. Length(other.Certificate.RawData.Length), .. other.Certificate.RawData];

        var fault = Fixture.Refused(JavaSeal.Add(body, "storepw"), Fixture.Access("rsa.jks", keyPassword: "keypw12"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Is.EqualTo("No certificate in 'rsa.jks' belongs to the key 'demo'."));
            Assert.That(fault.Details.Single().Value, Is.EqualTo("CN=First"));
        }
    }

    [Test]
    public void Read_WhenKeyHasNoCertificate_SaysSo()
    {
        var bytes = Fixture.Bytes("rsa.jks");
        using var right = Fixture.Read("rsa.jks", keyPassword: "keypw12");
        var count = bytes.AsSpan().IndexOf(right.Certificate.RawData) - 4 - 7 - 4;
        byte[] body = [.. bytes.AsSpan(0, count), .. Length(0)];

        Assert.That(
            Fixture.Refused(JavaSeal.Add(body, "storepw"), Fixture.Access("rsa.jks", keyPassword: "keypw12")).Headline,
            Is.EqualTo("The key 'demo' of 'rsa.jks' has no certificate."));
    }

    // Made by Java's own PBEWithMD5AndTripleDES: the text "Mighty Aphrodite", password storepw, 20 rounds.
    [TestCase("0102030405060708", "d133bed494ecda7b6232e8e1a04830f4dec597edbc0f089f")]
    [TestCase("0102030401020304", "7a7636875108b593d8e54d9586cbb48bbd94c91364214e53")]
    public void OpenJceks_WhenSaltHalvesDifferOrNot_DecryptsAsJavaDoes(string salt, string cipher)
    {
        var plain = JavaKeyProtection.OpenJceks(Convert.FromHexString(cipher), Convert.FromHexString(salt), 20, "storepw");

        Assert.That(Encoding.ASCII.GetString(plain!), Is.EqualTo("Mighty Aphrodite"));
    }

    [Test]
    public void Read_WhenRoundsAreOverTheLimit_StopsBeforeTheyAreDone()
    {
        var bytes = Fixture.Bytes("rsa.jceks");

        var error = Assert.Throws<DistributionException>(() =>
            KeystoreReader.Read(bytes, Fixture.Access("rsa.jceks", alias: "demo", keyPassword: "keypw12"), new KeystoreLimits { Iterations = 199_999 }));

        Assert.That(error!.Message, Does.Contain("'200000' rounds").And.Contain("199999"));
    }

    private static byte[] Length(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
