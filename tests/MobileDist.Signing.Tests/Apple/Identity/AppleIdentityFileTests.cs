using System.Text;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

public sealed class AppleIdentityFileTests
{
    private const string Password = "keychain 123";
    private static readonly AppleTestAuthority Authority = AppleTestAuthority.Shared;

    [TestCase(AppleTestExport.Modern)]
    [TestCase(AppleTestExport.TripleDes)]
    public void Open_WhenTheExportIsOldOrNew_SignerAndChainAreThere(AppleTestExport export)
    {
        var signer = Open(Authority.Distribution.ExportPkcs12(Password, export));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(signer.Kind, Is.EqualTo(AppleCertificateKind.Distribution));
            Assert.That(signer.TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
            Assert.That(signer.Chain.Select(certificate => certificate.RawData), Is.EqualTo(Authority.Distribution.CreateChain().Select(certificate => certificate.RawData)));
            Assert.That(signer.ShownName, Is.EqualTo("Apple Distribution: Demo (TEAM123456)"));
        }
    }

    [Test]
    public void Open_WhenTheKeyIsElliptic_ItIsRead()
    {
        Assert.That(Open(Authority.Ec.ExportPkcs12(Password)).Kind, Is.EqualTo(AppleCertificateKind.Distribution));
    }

    [Test]
    public void Open_WhenARenewedCertificateLiesBesideTheOldOne_TheValidOneSigns()
    {
        // Renewed without a new key: both certificates belong to it, and the file's own id points at the old one.
        var file = Authority.Expired.ExportPkcs12(Password, AppleTestExport.Modern, [Authority.Distribution.Certificate, Authority.Intermediate.Certificate, Authority.Root.Certificate]);

        Assert.That(Open(file).Identity.Certificate.RawData, Is.EqualTo(Authority.Distribution.Certificate));
    }

    [Test]
    public void Open_WhenOneOfTwoFittingIsInAProfile_ItSigns()
    {
        var longer = Authority.Leaf(new AppleTestCertificate { To = AppleTestAuthority.Now.AddYears(21) });
        var file = longer.ExportPkcs12(Password, AppleTestExport.Modern, [Authority.Distribution.Certificate]);

        var withProfile = AppleIdentityFile.Open(file, "p12", new Secret(Password), AppleBuildType.AdHoc, [SigningCase.Profile(new AppleTestProfile())], AppleTestAuthority.Now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(withProfile.Identity.Certificate.RawData, Is.EqualTo(Authority.Distribution.Certificate));
            Assert.That(Open(file).Identity.Certificate.RawData, Is.EqualTo(longer.Certificate));
        }
    }

    [Test]
    public void Open_WhenTheIntermediateIsMissing_TheChainEndsAtTheLeaf()
    {
        var signer = Open(Authority.Distribution.ExportPkcs12(Password, AppleTestExport.Modern, []));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(signer.Chain, Has.Length.EqualTo(1));
            Assert.That(signer.TeamId, Is.Null, "a team counts under the authority for developers only");
        }
    }

    [Test]
    public void Open_WhenThePasswordIsWrong_TheVariableIsNamed()
    {
        var file = Authority.Distribution.ExportPkcs12(Password);

        var error = Assert.Throws<DistributionException>(() => AppleIdentityFile.Open(file, "IOS_CERTIFICATE", new Secret("wrong"), AppleBuildType.AdHoc, [], AppleTestAuthority.Now));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unfit));
            Assert.That(error.Faults[0].Remedy, Does.Contain("IOS_CERTIFICATE_PASSWORD"));
        }
    }

    [Test]
    public void Open_WhenNoKeyIsInside_TheUserIsTold()
    {
        var error = Assert.Throws<DistributionException>(() => Open(Authority.Distribution.Certificate));

        Assert.That(error!.Message, Does.Contain("a certificate without a private key"));
    }

    [Test]
    public void Open_WhenTheFileIsBase64_ItIsReadAllTheSame()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Authority.Distribution.ExportPkcs12(Password)));

        Assert.That(Open(text).TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
    }

    [Test]
    public void Open_WhenAKeychainExportsTwoIdentities_TheBuildTypeDecides()
    {
        var both = AppleTestIdentity.ExportAll(Password, AppleTestExport.TripleDes, [Authority.Development, Authority.Distribution], [Authority.Intermediate.Certificate, Authority.Root.Certificate]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open(both).Kind, Is.EqualTo(AppleCertificateKind.Distribution));
            Assert.That(Open(both, AppleBuildType.Development).Kind, Is.EqualTo(AppleCertificateKind.Development));
        }
    }

    [Test]
    [Category("Peer")]
    public void Open_WhenTheExportIsAsOldKeychainsWriteIt_ItOpens()
    {
        // RC2-40 for the certificates and 3DES for the key, with SHA-1: Keychain Access wrote so for twenty years.
        var openssl = Peer.Require("openssl");
        using var folder = new TestFolder();
        using var key = Authority.Distribution.CreateKey();
        var pem = Authority.Distribution.CreateChain().Aggregate(key.ExportPkcs8PrivateKeyPem(), (text, certificate) => $"{text}\n{certificate.ExportCertificatePem()}");
        var input = folder.Write("all.pem", pem);
        var output = folder.Combine("old.p12");
        var result = openssl.Run("pkcs12", "-export", "-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1", "-iter", "2048", "-in", input, "-out", output, "-passout", "pass:" + Password);
        Assert.That(result.ExitCode, Is.Zero, result.Error);

        var signer = Open(File.ReadAllBytes(output));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(signer.Chain, Has.Length.EqualTo(3));
            Assert.That(signer.TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
        }
    }

    private static AppleSigner Open(byte[] file, AppleBuildType type = AppleBuildType.AdHoc) =>
        AppleIdentityFile.Open(file, "IOS_CERTIFICATE", new Secret(Password), type, [], AppleTestAuthority.Now);
}
