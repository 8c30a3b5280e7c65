using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Tests.Keystores;

namespace MobileDist.Signing.Tests;

public sealed class AndroidIdentityCheckTests
{
    private static readonly DateTimeOffset Now = TestCertificate.Now;

    [Test]
    public void Inspect_WhenKeyIsGood_FindsNothing()
    {
        using var identity = TestCertificate.Create();

        var findings = Inspect(identity);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Errors, Is.Empty);
            Assert.That(findings.Warnings, Is.Empty);
            Assert.That(findings.ThrowIfUnfit, Throws.Nothing);
        }
    }

    [TestCase("CN=Android Debug, O=Android, C=US")]
    [TestCase("C=US, O=Unknown, OU=Android, CN=android debug")]
    public void Inspect_WhenCertificateIsTheDebugOne_RefusesIt(string subject)
    {
        using var identity = TestCertificate.Create(subject);

        var error = Inspect(identity).Errors.Single();

        Assert.That(error.Headline, Does.Contain("debug key").And.Contain(subject).And.Contain("'app.jks'"));
    }

    [TestCase("CN=Android Debugger")]
    [TestCase("CN=App, O=Android Debug")]
    public void Inspect_WhenSubjectOnlyLooksLikeDebug_FindsNothing(string subject)
    {
        using var identity = TestCertificate.Create(subject);

        Assert.That(Inspect(identity).Errors, Is.Empty);
    }

    [Test]
    public void Inspect_WhenNameHoldsLettersThatItsTypeLacks_FindsNothing()
    {
        using var good = TestCertificate.Create("CN=me-at-home");
        var der = good.Certificate.RawData;
        for (var at = der.AsSpan().IndexOf("me-at-"u8); at >= 0; at = der.AsSpan().IndexOf("me-at-"u8))
        {
            der[at + 2] = (byte)'@';
        }

        using var identity = new SigningIdentity("app", TestCertificate.Rsa(), [X509CertificateLoader.LoadCertificate(der)]);

        Assert.That(Inspect(identity).Errors, Is.Empty);
    }

    [Test]
    public void Inspect_WhenExpired_SaysOnWhichDay()
    {
        using var identity = TestCertificate.Create(from: Now.AddYears(-3), to: new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero));

        var findings = Inspect(identity);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Errors.Single().Headline, Does.Contain("expired on '2026-11-21'"));
            Assert.That(findings.Warnings, Is.Empty, "expired is enough to know");
            Assert.That(findings.ThrowIfUnfit, Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit));
        }
    }

    [Test]
    public void Inspect_WhenNotYetValid_SaysFromWhenAndWhatTimeItIs()
    {
        using var identity = TestCertificate.Create(from: Now.AddHours(2));

        Assert.That(Inspect(identity).Errors.Single().Headline, Does.Contain("'2026-11-22 14:00:00Z'").And.Contain("'2026-11-22 12:00:00Z'"));
    }

    [TestCase("2033-10-21T12:00:00Z", 1)]
    [TestCase("2033-10-22T00:00:00Z", 1)]
    [TestCase("2033-10-22T00:00:01Z", 0)]
    [TestCase("2050-01-01T00:00:00Z", 0)]
    public void Inspect_WhenValidityEndsAroundPlaysLimit_WarnsUpToIt(string end, int warnings)
    {
        using var identity = TestCertificate.Create(to: DateTimeOffset.Parse(end));

        var findings = Inspect(identity);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.IsFit, Is.True);
            Assert.That(findings.Warnings, Has.Length.EqualTo(warnings));
            Assert.That(findings.Warnings.All(warning => warning.Headline.Contains("'2033-10-22'", StringComparison.Ordinal)), Is.True);
        }
    }

    [Test]
    public void Inspect_WhenRsaHas1024Bits_RefusesIt()
    {
        using var identity = TestCertificate.Create(key: RSA.Create(1024));

        Assert.That(Inspect(identity).Errors.Single().Headline, Does.Contain("'1024' bits").And.Contain("2048"));
    }

    [TestCase("1.2.840.10045.3.1.7", null)]
    [TestCase("1.3.132.0.34", null)]
    [TestCase("1.3.132.0.35", null)]
    [TestCase("1.3.132.0.10", "secp256k1")]
    public void Inspect_WhenKeyIsOnACurve_TakesTheThreeThatAndroidHas(string curve, string? refusedAs)
    {
        using var identity = TestCertificate.Create(key: ECDsa.Create(ECCurve.CreateFromValue(curve)));

        var errors = Inspect(identity).Errors;

        Assert.That(errors.Select(error => error.Headline), refusedAs is null ? Is.Empty : Has.One.Contain($"'{refusedAs}'"));
    }

    [Test]
    public void Inspect_WhenCertificateIsSignedWithSha1_WarnsOnly()
    {
        using var identity = TestCertificate.CreateSha1();

        var findings = Inspect(identity);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Errors, Is.Empty);
            Assert.That(findings.Warnings.Single().Headline, Does.Contain("'SHA1withRSA'"));
        }
    }

    [Test]
    public void Inspect_WhenCertificateIsDsa_RefusesIt()
    {
        using var identity = new SigningIdentity("dsa", TestCertificate.Rsa(), [X509CertificateLoader.LoadCertificate(Fixture.Bytes("dsa.der"))]);

        Assert.That(Inspect(identity).Errors.Single().Headline, Does.Contain("'DSA'"));
    }

    [Test]
    public void Inspect_WhenSeveralThingsAreWrong_TellsAllOfThem()
    {
        using var identity = TestCertificate.CreateSha1("CN=Android Debug", RSA.Create(1024), Now.AddDays(-1));

        var findings = Inspect(identity);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Errors, Has.Length.EqualTo(3));
            Assert.That(findings.Warnings, Has.Length.EqualTo(1));
            Assert.That(findings.Errors.Concat(findings.Warnings).All(fault => fault.Remedy is { Length: > 0 }), Is.True);
        }
    }

    private static IdentityFindings Inspect(SigningIdentity identity) => AndroidIdentityCheck.Inspect(identity, "app.jks", Now);
}
