using System.Security.Cryptography;
using System.Text;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class AppStoreConnectKeyTests
{
    private const string KeyId = "2X9R4HXF34";
    private const string Issuer = "57246542-96fe-1a63-e053-0824d011072a";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly string Pem = Key.ExportPkcs8PrivateKeyPem();

    [OneTimeTearDown]
    public static void Remove() => Key.Dispose();

    private static IEnumerable<TestCaseData> Forms()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem));
        var bare = Convert.ToBase64String(Key.ExportPkcs8PrivateKey());
        yield return new TestCaseData(Pem) { TestName = "Read_WhenPem_ReadsIt" };
        yield return new TestCaseData(Pem.ReplaceLineEndings("\r\n") + "\r\n\r\n") { TestName = "Read_WhenWindowsLineEnds_ReadsIt" };
        yield return new TestCaseData(Pem.Replace("\n", "\\n", StringComparison.Ordinal)) { TestName = "Read_WhenLineEndsAreEscaped_ReadsIt" };
        yield return new TestCaseData(Pem.Replace("\n", "\\r\\n", StringComparison.Ordinal)) { TestName = "Read_WhenWindowsLineEndsAreEscaped_ReadsIt" };
        yield return new TestCaseData(Pem.Replace('\n', ' ')) { TestName = "Read_WhenLineEndsBecameBlanks_ReadsIt" };
        yield return new TestCaseData(Pem.Replace("\n", "", StringComparison.Ordinal)) { TestName = "Read_WhenLineEndsAreLost_ReadsIt" };
        yield return new TestCaseData("\uFEFF" + Pem) { TestName = "Read_WhenByteOrderMark_ReadsIt" };
        yield return new TestCaseData($"\"{Pem}\"") { TestName = "Read_WhenQuoted_ReadsIt" };
        yield return new TestCaseData(base64) { TestName = "Read_WhenBase64OfPem_ReadsIt" };
        yield return new TestCaseData(Convert.ToBase64String([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Pem)], Base64FormattingOptions.InsertLineBreaks)) { TestName = "Read_WhenBase64OfPemWithMarkInLines_ReadsIt" };
        yield return new TestCaseData(base64.TrimEnd('=').Replace('+', '-').Replace('/', '_')) { TestName = "Read_WhenBase64UrlOfPem_ReadsIt" };
        yield return new TestCaseData(bare) { TestName = "Read_WhenBareBase64_ReadsIt" };
        yield return new TestCaseData(Convert.ToBase64String(Key.ExportPkcs8PrivateKey(), Base64FormattingOptions.InsertLineBreaks)) { TestName = "Read_WhenBareBase64InLines_ReadsIt" };
        yield return new TestCaseData(Key.ExportECPrivateKeyPem()) { TestName = "Read_WhenConvertedByOpenSsl_ReadsIt" };
    }

    [TestCaseSource(nameof(Forms))]
    public void Read_WhenPastedInAnyForm_ReadsIt(string text)
    {
        using var key = AppStoreConnectKey.Read(new Secret(text), " 2X9R4HXF34\n", Issuer, "APP_STORE_CONNECT_KEY");

        Assert.That(key.KeyId, Is.EqualTo(KeyId));
        Assert.That(key.PrivateKey.ExportParameters(includePrivateParameters: true).D, Is.EqualTo(Key.ExportParameters(includePrivateParameters: true).D));
    }

    private static IEnumerable<TestCaseData> WrongTexts()
    {
        using var rsa = RSA.Create(1024);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        yield return new TestCaseData("", "is empty") { TestName = "Read_WhenEmpty_SaysSo" };
        yield return new TestCaseData("keys/AuthKey_2X9R4HXF34.p8", "name of a key file") { TestName = "Read_WhenPath_SaysSo" };
        yield return new TestCaseData("not a key!", "neither PEM nor base64") { TestName = "Read_WhenAnyText_SaysSo" };
        yield return new TestCaseData(Pem[..100], "may be cut") { TestName = "Read_WhenCut_SaysSo" };
        yield return new TestCaseData(Pem.Replace("MI", "M?", StringComparison.Ordinal), "no base64") { TestName = "Read_WhenBodyIsNoBase64_SaysSo" };
        yield return new TestCaseData(rsa.ExportPkcs8PrivateKeyPem(), "no EC private key") { TestName = "Read_WhenRsa_SaysSo" };
        yield return new TestCaseData(p384.ExportPkcs8PrivateKeyPem(), "not on the curve P-256") { TestName = "Read_WhenOtherCurve_SaysSo" };
        yield return new TestCaseData(Key.ExportSubjectPublicKeyInfoPem(), "a 'PUBLIC KEY'") { TestName = "Read_WhenPublicKey_SaysSo" };
        yield return new TestCaseData(new string('A', 70_000), "70000 characters") { TestName = "Read_WhenHuge_SaysSo" };
        yield return new TestCaseData(Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem)))), "no EC private key") { TestName = "Read_WhenBase64Twice_SaysSo" };
    }

    [TestCaseSource(nameof(WrongTexts))]
    public void Read_WhenTextIsNoKey_SaysWhyAndNotWhat(string text, string expected)
    {
        var error = Assert.Throws<DistributionException>(() => AppStoreConnectKey.Read(new Secret(text), KeyId, Issuer, "APP_STORE_CONNECT_KEY"));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain(expected).And.Contain("'APP_STORE_CONNECT_KEY'"));
        Assert.That(text.Length < 40 || !error.Message.Contains(text[30..40], StringComparison.Ordinal), "the key's text stays out of messages");
    }

    [TestCase(Issuer, KeyId, "form of an issuer id")]
    [TestCase("2X9R", Issuer, "no key id")]
    [TestCase("2X9R4-XF34", Issuer, "no key id")]
    [TestCase(KeyId, "ACME", "no issuer id")]
    public void Read_WhenIdHasWrongForm_SaysSo(string keyId, string issuer, string expected)
    {
        var error = Assert.Throws<DistributionException>(() => AppStoreConnectKey.Read(new Secret(Pem), keyId, issuer, "KEY"));

        Assert.That(error!.Message, Does.Contain(expected));
    }

    [TestCase(null, true)]
    [TestCase(" ", true)]
    [TestCase(Issuer, false)]
    public void IsIndividual_DependsOnIssuer(string? issuer, bool expected)
    {
        using var key = AppStoreConnectKey.Read(new Secret(Pem), KeyId, issuer, "KEY");

        Assert.That(key.IsIndividual, Is.EqualTo(expected));
    }

    [TestCase("keys/AuthKey_2X9R4HXF34.p8", KeyId)]
    [TestCase("AuthKey_.p8", null)]
    [TestCase("key.p8", null)]
    public void KeyIdOf_WhenNamedByApple_IsInTheName(string path, string? expected) => Assert.That(AppStoreConnectKey.KeyIdOf(path), Is.EqualTo(expected));

    [Test]
    public void Read_WhenTextIsMutated_LetsOutOnlyOurOwnError()
    {
        var random = new Random(20261122);
        var seeds = new[] { Pem, Convert.ToBase64String(Key.ExportPkcs8PrivateKey()), Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem)) };
        var read = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(seeds[round % seeds.Length]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 128);
            }

            if (random.Next(4) == 0)
            {
                text.Length = random.Next(text.Length);
            }

            try
            {
                AppStoreConnectKey.Read(new Secret(text.ToString()), KeyId, Issuer, "KEY").Dispose();
                read++;
            }
            catch (DistributionException error)
            {
                Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
            }
        }

        Assert.That(read, Is.LessThan(3_000));
    }
}
