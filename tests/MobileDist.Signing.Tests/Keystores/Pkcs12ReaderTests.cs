using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class Pkcs12ReaderTests
{
    [TestCase("rsa.p12", "storepw", null, null)]
    [TestCase("rsa.p12", "storepw", "DEMO", null)]
    [TestCase("rsa.p12", "storepw", "demo", "what keytool ignored")]
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
    [TestCase("openssl-nomac-encrypted.p12", "legacy123", "demo", null)]
    [TestCase("openssl-noname.p12", "legacy123", null, null)]
    [TestCase("openssl-emptypassword.p12", "", null, null)]
    [TestCase("openssl-emptypassword.p12", null, null, null)]
    [TestCase("plain.p12", null, "demo", null)]
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

        Assert.That(Names(identity), Is.EqualTo(new[] { "Test Leaf", "Test Intermediate", "Test Root" }));
    }

    [Test]
    public void Read_WhenKeyHasNoName_IsCalledByItsSubject()
    {
        using var identity = Fixture.Read("openssl-noname.p12", "legacy123");

        Assert.That(identity.Alias, Is.EqualTo("Test Leaf"));
    }

    [TestCase("rsa.p12")]
    [TestCase("legacy.p12")]
    [TestCase("openssl-rc2-40.p12")]
    [TestCase("openssl-nomac.p12")]
    [TestCase("openssl-nomac-encrypted.p12")]
    public void Read_WhenPasswordIsWrong_SaysSo(string file) =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, "wrong")).Headline,
            Is.EqualTo($"The password does not open the PKCS#12 keystore '{file}'."));

    [TestCase("rsa.p12")]
    [TestCase("openssl-nomac.p12")]
    [TestCase("openssl-nomac-encrypted.p12")]
    public void Read_WhenPasswordIsMissing_AsksForIt(string file) =>
        Assert.That(Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, null)).Headline, Does.Contain("needs a password"));

    [Test]
    public void Read_WhenKeyPasswordIsWrong_SaysItIsTheKeys() =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes("otherkeypassword.p12"), Fixture.Access("otherkeypassword.p12", keyPassword: "wrong")).Headline,
            Does.StartWith("The key password does not open the key 'demo'"));

    [TestCase("fast.p12")]
    [TestCase("fast-rc2.p12")]
    public void Read_WhenMacChangedAndPasswordIsRight_SaysDamagedNotWrongPassword(string file)
    {
        var bytes = Fixture.Bytes(file);
        bytes[MacDigestOffset(bytes)] ^= 1;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fixture.Refused(bytes, Fixture.Access(file, "legacy123")).Headline, Does.Contain("is damaged: the password opens it"));
            Assert.That(Fixture.Refused(bytes, Fixture.Access(file, "wrong")).Headline, Does.Contain("password does not open"));
        }
    }

    [Test]
    public void Read_WhenCutAnywhere_SaysDamaged()
    {
        var bytes = Fixture.Bytes("rsa.p12");
        for (var length = 40; length < bytes.Length; length += 53)
        {
            Assert.That(Fixture.Refused(bytes[..length], Fixture.Access("rsa.p12")).Headline, Does.Contain("is damaged"), $"cut at {length}");
        }
    }

    [TestCase("rsa.p12", "storepw", "10000")]
    [TestCase("legacy.p12", "storepw", "100000")]
    public void Read_WhenRoundsAreOverTheLimit_StopsBeforeTheyAreDone(string file, string password, string count)
    {
        var error = Assert.Throws<DistributionException>(() =>
            KeystoreReader.Read(Fixture.Bytes(file), Fixture.Access(file, password), new KeystoreLimits { Iterations = 9_999 }));

        Assert.That(error!.Message, Does.Contain($"'{count}' rounds"));
    }

    [Test]
    public void Read_WhenMacAsksForMoreRoundsThanAnIntegerHolds_SaysSo()
    {
        var bytes = Fixture.Bytes("rsa.p12");
        // The rounds of the MAC are the last three bytes' worth: INTEGER, length 2, 10000.
        Assert.That(bytes[^4..], Is.EqualTo(new byte[] { 0x02, 0x02, 0x27, 0x10 }));
        var longer = Widen(bytes, [0x02, 0x06, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);

        Assert.That(Fixture.Refused(longer, Fixture.Access("rsa.p12")).Headline, Does.Contain("'over 2147483647' rounds"));
    }

    [Test]
    public void Read_WhenBytesFollowTheStore_ReadsItAsJavaDoes()
    {
        using var identity = KeystoreReader.Read((byte[])[.. Fixture.Bytes("rsa.p12"), (byte)'\n'], Fixture.Access("rsa.p12"));

        Assert.That(identity.Alias, Is.EqualTo("demo"));
    }

    [TestCase("rsa.p12", "storepw")]
    [TestCase("openssl-rc2-40.p12", "legacy123")]
    public void Read_WhenLengthsAreIndefinite_ReadsThem(string file, string password)
    {
        // Keychain Access writes BER with open lengths and strings in pieces.
        var indefinite = Indefinite(Fixture.Bytes(file));

        using var identity = KeystoreReader.Read(indefinite, Fixture.Access(file, password));

        Assert.That(indefinite[1], Is.EqualTo(0x80));
        SigningProof.Verify(identity);
    }

    private static IEnumerable<string> Names(SigningIdentity identity) =>
        identity.Chain.Select(certificate => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));

    private static int MacDigestOffset(byte[] bytes)
    {
        var pfx = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        pfx.ReadInteger();
        pfx.ReadEncodedValue();
        var info = pfx.ReadSequence().ReadSequence();
        info.ReadEncodedValue();
        return bytes.AsSpan().LastIndexOf(info.ReadOctetString());
    }

    private static byte[] Indefinite(ReadOnlyMemory<byte> encoded)
    {
        var reader = new AsnReader(encoded, AsnEncodingRules.BER);
        var tag = reader.PeekTag();
        var content = reader.PeekContentBytes();
        if (tag == Asn1Tag.PrimitiveOctetString && content.Length > 8)
        {
            return [0x24, 0x80, .. Octets(content.Span[..5]), .. Octets(content.Span[5..]), 0, 0];
        }

        if (!tag.IsConstructed)
        {
            return encoded.ToArray();
        }

        List<byte> result = [encoded.Span[0], 0x80];
        for (var inside = new AsnReader(content, AsnEncodingRules.BER); inside.HasData;)
        {
            result.AddRange(Indefinite(inside.ReadEncodedValue()));
        }

        return [.. result, 0, 0];
    }

    private static byte[] Octets(ReadOnlySpan<byte> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        return writer.Encode();
    }

    /// <summary>Puts another MAC iteration count at the end and corrects the two lengths around it.</summary>
    private static byte[] Widen(byte[] bytes, byte[] count)
    {
        var pfx = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        var version = pfx.ReadEncodedValue();
        var safe = pfx.ReadEncodedValue();
        var mac = pfx.ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(version.Span);
            writer.WriteEncodedValue(safe.Span);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(mac.ReadEncodedValue().Span);
                writer.WriteEncodedValue(mac.ReadEncodedValue().Span);
                writer.WriteEncodedValue(count);
            }
        }

        return writer.Encode();
    }
}
