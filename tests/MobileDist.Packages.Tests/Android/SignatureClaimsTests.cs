using MobileDist.Packages.Android;

namespace MobileDist.Packages.Tests.Android;

public sealed class SignatureClaimsTests
{
    private static readonly byte[] First = TestSignature.Certificate("CN=First, O=Test");
    private static readonly byte[] Second = TestSignature.Certificate("CN=Second, O=Test");

    [Test]
    public void Read_WhenSignedByAllSchemes_NamesThemAndEachSignerOnce()
    {
        var block = TestSignature.Block(
            (ApkSigningBlockIds.V3, TestSignature.SchemeValue(true, [[First]])),
            (ApkSigningBlockIds.V2, TestSignature.SchemeValue(false, [[First]])),
            (ApkSigningBlockIds.Padding, new byte[100]));

        var signature = Signed(block).With("META-INF/CERT.SF", [1]).With("META-INF/CERT.RSA", TestSignature.Cms([Second, First], 1)).Read().Signature;

        Assert.That(signature.Schemes, Is.EqualTo(new[] { SignatureScheme.V1, SignatureScheme.V2, SignatureScheme.V3 }));
        Assert.That(signature.CertificateDigests, Is.EqualTo(new[] { TestSignature.Digest(First) }));
    }

    [Test]
    public void Read_WhenTwoCertificatesHaveOneIssuer_GoesByTheSerialNumber()
    {
        byte[][] twins = [TestSignature.Certificate("CN=Twin"), TestSignature.Certificate("CN=Twin")];

        Assert.That(Signed([]).With("META-INF/CERT.SF", [1]).With("META-INF/CERT.EC", TestSignature.Cms(twins, 1)).Read().Signature.CertificateDigests, Is.EqualTo(new[] { TestSignature.Digest(twins[1]) }));
    }

    [Test]
    public void Read_WhenThereAreSeveralSigners_NamesTheFirstOfEachChain()
    {
        var block = TestSignature.Block((ApkSigningBlockIds.V2, TestSignature.SchemeValue(false, [First, Second], [Second])));

        Assert.That(Signed(block).Read().Signature.CertificateDigests, Is.EqualTo(new[] { TestSignature.Digest(First), TestSignature.Digest(Second) }));
    }

    [Test]
    public void Read_WhenKeyWasRotated_NamesV31()
    {
        var block = TestSignature.Block(
            (ApkSigningBlockIds.V3, TestSignature.SchemeValue(true, [[First]])),
            (ApkSigningBlockIds.V31, TestSignature.SchemeValue(true, [[Second]])));

        Assert.That(Signed(block).Read().Signature.Schemes, Is.EqualTo(new[] { SignatureScheme.V3, SignatureScheme.V31 }));
    }

    [Test]
    public void Read_WhenSignatureFilesAreIncomplete_ClaimsNothing()
    {
        var apk = Signed([]).With("META-INF/A.SF", [1]).With("META-INF/B.RSA", TestSignature.Cms([First], 0)).With("META-INF/sub/C.SF", [1]).With("META-INF/sub/C.RSA", [1]);

        Assert.That(apk.Read().Signature, Is.SameAs(PackageSignature.None));
    }

    [Test]
    public void Read_WhenSignatureNamesAreInLowerCase_ReadsThemLikeAndroid() =>
        Assert.That(Signed([]).With("META-INF/cert.sf", [1]).With("META-INF/CERT.ec", TestSignature.Cms([First], 0)).Read().Signature.CertificateDigests, Is.EqualTo(new[] { TestSignature.Digest(First) }));

    [TestCase("")]
    [TestCase("not asn.1")]
    public void Read_WhenJarSignatureIsDamaged_NamesTheEntry(string content)
    {
        var fault = Signed([]).With("META-INF/CERT.SF", [1]).With("META-INF/CERT.RSA", System.Text.Encoding.ASCII.GetBytes(content)).Fault();

        Assert.That(fault.Headline, Does.StartWith("The signature 'META-INF/CERT.RSA' in 'test.apk' is damaged"));
        Assert.That(fault.Details, Does.Contain(new FaultDetail("entry", "META-INF/CERT.RSA")));
    }

    [Test]
    public void Read_WhenJarSignatureLacksItsSignersCertificate_NamesTheEntry()
    {
        var cms = TestSignature.Cms([First], 0);
        var at = cms.AsSpan().LastIndexOf("First"u8);
        cms[at] ^= 1;

        Assert.That(Signed([]).With("META-INF/CERT.SF", [1]).With("META-INF/CERT.RSA", cms).Fault().Headline, Does.Contain("no CMS signed data with a certificate of its signer"));
    }

    [Test]
    public void Read_WhenSigningBlockIsBroken_SaysSo()
    {
        var block = TestSignature.Block((ApkSigningBlockIds.V2, TestSignature.SchemeValue(false, [[First]])));
        ByteWriter.UInt32(block.Length + 5000).CopyTo(block, block.Length - 24);

        Assert.That(Signed(block).Fault().Headline, Does.Contain("signing block of 'test.apk'"));
    }

    private static TestApk Signed(byte[] block) => new TestApk { BeforeDirectory = block }.With(CompiledXml.Manifest());
}
