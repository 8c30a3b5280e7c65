using System.Security.Cryptography;
using MobileDist.Signing.Tests.Keystores;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests;

public sealed class ThrowAwayIdentityTests
{
    [Test]
    public void Create_WhenCalled_MakesAnIdentityThatIsFitAndSaysWhatItIs()
    {
        using var identity = ThrowAwayIdentity.Create(TestCertificate.Now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(identity.PrivateKey, Is.InstanceOf<RSA>().With.Property("KeySize").EqualTo(2048));
            Assert.That(identity.Certificate.Subject, Does.Contain("Throw-away").And.Contain("not for production"));
            Assert.That(identity.Certificate.NotAfter.ToUniversalTime(), Is.EqualTo(TestCertificate.Now.AddYears(30).UtcDateTime));
            Assert.That(AndroidIdentityCheck.Inspect(identity, "key", TestCertificate.Now).Errors, Is.Empty);
            Assert.That(AndroidIdentityCheck.Inspect(identity, "key", TestCertificate.Now).Warnings, Is.Empty);
        }

        SigningProof.Verify(identity);
    }

    [Test]
    public void LoadOrCreate_WhenCalledTwice_GivesTheSameKey()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("keys", "throw-away.pem");

        using var first = ThrowAwayIdentity.LoadOrCreate(path, TestCertificate.Now);
        using var second = ThrowAwayIdentity.LoadOrCreate(path, TestCertificate.Now.AddDays(400));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.CertificateDigest, Is.EqualTo(first.CertificateDigest));
            Assert.That(second.Alias, Is.EqualTo(first.Alias));
        }

        SigningProof.Verify(second);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Save_WhenOnUnix_LetsOnlyThisUserRead()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("throw-away.pem");
        using var identity = TestCertificate.Create();

        ThrowAwayIdentity.Save(identity, path);

#pragma warning disable CA1416 // The test does not run on Windows.
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
#pragma warning restore CA1416
    }

    [Test]
    public void LoadOrCreate_WhenFileIsBroken_FailsAndKeepsIt()
    {
        using var folder = new TestFolder();
        var path = folder.Write("throw-away.pem", "-----BEGIN PRIVATE KEY-----\nAAAA");

        var error = Assert.Throws<DistributionException>(() => ThrowAwayIdentity.LoadOrCreate(path, TestCertificate.Now));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.Message, Does.Contain(path));
            Assert.That(File.ReadAllText(path), Does.StartWith("-----BEGIN"));
        }
    }
}
