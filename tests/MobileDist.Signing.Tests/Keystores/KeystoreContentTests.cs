using System.Text;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class KeystoreContentTests
{
    private static readonly Dictionary<string, byte[]> Impostors = new(StringComparer.Ordinal)
    {
        ["is empty"] = [],
        ["keystore 'x' is empty"] = "\r\n  \n"u8.ToArray(),
        ["Bouncy Castle"] = [0, 0, 0, 2, 0, 0, 0, 20, .. new byte[200]],
        ["zip archive"] = [0x50, 0x4B, 3, 4, .. new byte[60]],
        ["Git LFS pointer"] = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8.ToArray(),
        ["openssl enc"] = [.. "Salted__"u8, 1, 2, 3, 4, 5, 6, 7, 0],
        ["OpenPGP"] = [0x8C, 0x0D, 0x04, 0x09, 0x03, 0x02, 0xFF, 0, 1, 2],
        ["macOS keychain"] = [.. "kych"u8, 0, 1, 0, 0, 0, 0],
        ["is JSON"] = "{ \"type\": \"service_account\" }"u8.ToArray(),
        ["HTML"] = "<!DOCTYPE html><html></html>"u8.ToArray(),
        ["plain text"] = "correct horse battery staple"u8.ToArray(),
        ["no keystore of a known kind"] = [0xDE, 0xAD, 0xBE, 0xEF, 0, 0, 0, 0, 0, 0],
        ["PKCS#7"] = [0x30, 0x82, 0x10, 0, 0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2, 0xA0, 0],
        ["cut off or damaged, not"] = Encoding.ASCII.GetBytes(new string('A', 4097)),
    };

    private static IEnumerable<string> ImpostorNames => Impostors.Keys;

    [TestCaseSource(nameof(ImpostorNames))]
    public void Read_WhenFileIsSomethingElse_SaysWhatItIs(string expected) =>
        Assert.That(Fixture.Refused(Impostors[expected], Fixture.Access("x")).Headline, Does.Contain(expected));

    [Test]
    public void Read_WhenFilesAreDifferentThings_NoTwoMessagesAreTheSame() =>
        Assert.That(
            Impostors.Values.Select(bytes => Fixture.Refused(bytes, Fixture.Access("x")).Headline).Distinct(StringComparer.Ordinal).Count(),
            Is.EqualTo(Impostors.Count - 1), "two of them are empty");

    [Test]
    public void Read_WhenFileIsBouncyCastles_AdvisesKeytool() =>
        Assert.That(Fixture.Refused(Impostors["Bouncy Castle"], Fixture.Access("x")).Remedy, Does.Contain("keytool -importkeystore").And.Contain("-srcstoretype BKS"));

    [TestCase("rsa.p12", "storepw", null)]
    [TestCase("rsa.jks", "storepw", "keypw12")]
    [TestCase("rsa-pkcs8.pem", null, null)]
    public void Read_WhenGivenAsBase64_DecodesIt(string file, string? password, string? keyPassword)
    {
        var base64 = Convert.ToBase64String(Fixture.Bytes(file), Base64FormattingOptions.InsertLineBreaks);
        byte[][] forms = [Encoding.ASCII.GetBytes(base64), Encoding.ASCII.GetBytes($"  {base64}\n"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(base64)], [0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes(base64)]];
        foreach (var form in forms)
        {
            using var identity = KeystoreReader.Read(form, Fixture.Access("VARIABLE", password, keyPassword: keyPassword));
            SigningProof.Verify(identity);
        }
    }

    [Test]
    public void Read_WhenWindowsCertutilEncodedIt_DecodesIt()
    {
        var text = $"-----BEGIN CERTIFICATE-----\r\n{Convert.ToBase64String(Fixture.Bytes("rsa.p12"), Base64FormattingOptions.InsertLineBreaks)}\r\n-----END CERTIFICATE-----\r\n";

        using var identity = KeystoreReader.Read(Encoding.ASCII.GetBytes(text), Fixture.Access("VARIABLE"));

        SigningProof.Verify(identity);
    }

    [Test]
    public void Read_WhenBase64WasEncodedTwice_SaysSo()
    {
        var once = Encoding.ASCII.GetBytes(Convert.ToBase64String(Fixture.Bytes("rsa.p12")));

        Assert.That(
            Fixture.Refused(Encoding.ASCII.GetBytes(Convert.ToBase64String(once)), Fixture.Access("VARIABLE")).Headline,
            Does.Contain("base64 in base64"));
    }

    [Test]
    public void Read_WhenBase64HoldsSomethingElse_SaysWhat() =>
        Assert.That(
            Fixture.Refused(Encoding.ASCII.GetBytes(Convert.ToBase64String(Impostors["zip archive"])), Fixture.Access("VARIABLE")).Headline,
            Does.Contain("zip archive"));

    [Test]
    public void Read_WhenFileIsHuge_SaysSoWithoutReadingIt() =>
        Assert.That(Fixture.Refused(new byte[5_000_000], Fixture.Access("app.apk")).Headline, Does.Contain("5000000 bytes"));
}
