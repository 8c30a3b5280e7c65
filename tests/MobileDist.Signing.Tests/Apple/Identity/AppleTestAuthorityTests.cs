using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>The stand-in for Apple must itself be sound, or tests prove nothing.</summary>
[Category("Peer")]
public sealed class AppleTestAuthorityTests
{
    [Test]
    public void Leaves_WhenOpenSslBuildsTheirChains_AreAccepted()
    {
        var openssl = Peer.Require("openssl");
        using var folder = new TestFolder();
        var authority = AppleTestAuthority.Shared;
        var root = folder.Write("root.pem", Pem(authority.Root));
        var intermediate = folder.Write("intermediate.pem", Pem(authority.Intermediate));
        foreach (var leaf in new[] { authority.Distribution, authority.Development, authority.OtherTeam, authority.Ec })
        {
            var path = folder.Write("leaf.pem", Pem(leaf));
            var result = openssl.Run("verify", "-ignore_critical", "-CAfile", root, "-untrusted", intermediate, path);
            Assert.That(result.ExitCode, Is.Zero, result.Error);
        }
    }

    [Test]
    public void Profile_WhenOpenSslVerifiesIt_HoldsThePropertyList()
    {
        var openssl = Peer.Require("openssl");
        using var folder = new TestFolder();
        var profile = new AppleTestProfile();
        var root = folder.Write("root.pem", Pem(AppleTestAuthority.Shared.Root));
        var path = folder.Write("demo.mobileprovision", profile.ToBytes());

        var result = openssl.Run("cms", "-verify", "-binary", "-inform", "DER", "-in", path, "-CAfile", root, "-purpose", "any");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Is.EqualTo(profile.ToPropertyList()));
    }

    [TestCase(AppleTestExport.Modern)]
    [TestCase(AppleTestExport.TripleDes)]
    public void ExportPkcs12_WhenOpenSslReadsIt_HoldsKeyAndChain(AppleTestExport export)
    {
        var openssl = Peer.Require("openssl");
        using var folder = new TestFolder();
        var path = folder.Write("demo.p12", AppleTestAuthority.Shared.Distribution.ExportPkcs12("demo123", export));

        var result = openssl.Run("pkcs12", "-legacy", "-in", path, "-passin", "pass:demo123", "-nodes");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output.Split("BEGIN CERTIFICATE"), Has.Length.EqualTo(4));
        Assert.That(result.Output, Does.Contain("BEGIN PRIVATE KEY"));
    }

    private static string Pem(AppleTestIdentity identity)
    {
        using var certificate = identity.CreateCertificate();
        return certificate.ExportCertificatePem();
    }
}
