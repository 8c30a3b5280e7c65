using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApkSetVerifierTests : ApkSetTestBase
{
    [Test]
    public async Task VerifyAsync_WhenNothingIsSigned_SaysSoOfEveryApk()
    {
        var verification = await VerifySetAsync(UnsignedSet());

        Assert.That(
            verification.Errors.Select(finding => (finding.Kind, finding.Entry)),
            Is.EqualTo(new[] { (ApkFindingKind.NoSignature, SampleApkSet.Master), (ApkFindingKind.NoSignature, SampleApkSet.Standalone) }));
        Assert.That(verification.Schemes, Is.Empty);
    }

    [TestCase(SampleApkSet.Master)]
    [TestCase(SampleApkSet.Standalone)]
    public async Task VerifyAsync_WhenAByteOfAnApkIsFlipped_NamesIt(string flipped)
    {
        var good = await SignedApkAsync("RSA2048");
        var bad = good.ToArray();
        using (var apk = ZipPackage.Open(Folder.Combine("RSA2048.apk")))
        {
            // What aligns the entry is no part of it: the zip stays whole, and v1 does not see it.
            bad[apk.Find("resources.arsc")!.DataOffset - 1] ^= 1;
        }

        var verification = await VerifySetAsync(flipped is SampleApkSet.Master ? SetOf(bad, good) : SetOf(good, bad));

        Assert.That(verification.Errors, Is.Not.Empty);
        Assert.That(verification.Errors.Select(finding => finding.Entry), Is.All.EqualTo(flipped));
        Assert.That(verification.Errors.Select(finding => finding.Message), Is.All.StartsWith($"In '{flipped}': "));
        Assert.That(verification.Errors.Select(finding => finding.Kind), Does.Contain(ApkFindingKind.ContentDigestMismatch));
    }

    [Test]
    public async Task VerifyAsync_WhenAByteOfTheSetIsFlipped_NamesTheApk()
    {
        var path = (await SignSetAsync(UnsignedSet(), Folder.Combine("signed.apks"))).Output;
        var bytes = await File.ReadAllBytesAsync(path);
        using (var set = ZipPackage.Open(path))
        {
            var apk = set.Find(SampleApkSet.Standalone)!;
            bytes[apk.DataOffset + (apk.CompressedSize / 2)] ^= 0x40;
        }

        var verification = await VerifySetAsync(Folder.Write("flipped.apks", bytes));

        var finding = verification.Errors.Single();
        Assert.That((finding.Kind, finding.Entry), Is.EqualTo((ApkFindingKind.ApkMalformed, SampleApkSet.Standalone)));
        Assert.That(finding.Message, Does.Contain("CRC-32"));
    }

    [Test]
    public async Task VerifyAsync_WhenOneApkIsSignedByAnotherKey_NamesItAndBothCertificates()
    {
        using var ours = TestIdentities.Get("RSA2048");
        using var other = TestIdentities.Get("EC256");

        var verification = await VerifySetAsync(SetOf(await SignedApkAsync("RSA2048"), await SignedApkAsync("EC256")));

        var finding = verification.Errors.Single();
        Assert.That((finding.Kind, finding.Entry), Is.EqualTo((ApkFindingKind.ApkSignersDiffer, SampleApkSet.Standalone)));
        Assert.That(finding.Message, Does.Contain(ours.CertificateDigest).And.Contain(other.CertificateDigest).And.Contain($"'{SampleApkSet.Master}'"));
        Assert.That(verification.CertificateDigests, Is.EquivalentTo(new[] { ours.CertificateDigest, other.CertificateDigest }));
    }

    [Test]
    public async Task VerifyAsync_WhenOneApkHasAnotherVersionCode_NamesIt()
    {
        var verification = await VerifySetAsync(SetOf(await SignedApkAsync("EC256"), await SignedApkAsync("EC256", new AndroidVersion { Code = 8 })));

        var finding = verification.Errors.Single();
        Assert.That((finding.Kind, finding.Entry), Is.EqualTo((ApkFindingKind.ApkVersionCodesDiffer, SampleApkSet.Standalone)));
        Assert.That(finding.Message, Is.EqualTo($"'{SampleApkSet.Standalone}' has the version code '8', but '{SampleApkSet.Master}' has '{SampleApk.VersionCode}'."));
    }

    [Test]
    public void VerifyAsync_WhenAnApkIsMissing_Refuses() => Assert.That(
        () => VerifySetAsync(SampleApkSet.Make(held: [SampleApkSet.Master]).WriteTo(Folder.Combine("app.apks"))),
        Throws.TypeOf<DistributionException>().With.Message.Contains($"'{SampleApkSet.Standalone}'"));

    [Test]
    public async Task VerifyAndSignAsync_WhenBytesAreMutated_LetOutOnlyOurError()
    {
        using var identity = TestIdentities.Get("EC256");
        var apk = await SignedApkAsync("EC256");
        var whole = SetOf(apk, apk);
        var original = await File.ReadAllBytesAsync(whole);
        var random = new Random(20261122);
        var (accepted, found, refused) = (0, 0, 0);
        for (var round = 0; round < 160; round++)
        {
            // Half of them inside of one APK, whose checksum in the set is right then.
            var path = round % 2 == 0 ? SetOf(apk, Mutation.Of(apk, random)) : Folder.Write("mixed.apks", Mutation.Of(original, random));
            try
            {
                var verification = await VerifySetAsync(path);
                (accepted, found) = verification.IsVerified ? (accepted + 1, found) : (accepted, found + 1);
                if (round % 6 == 0)
                {
                    await ApkSetSigner.SignAsync(path, Folder.Combine("again.apks"), identity, new ApkSigningOptions { MinSdk = 24 }, progress: null, CancellationToken.None);
                }
            }
            catch (DistributionException)
            {
                refused++;
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.GreaterThan(40));
            Assert.That(refused, Is.GreaterThan(10));
            Assert.That(accepted, Is.LessThan(40), "What nobody signs: the set's own headers, and padding.");
        }
    }
}
