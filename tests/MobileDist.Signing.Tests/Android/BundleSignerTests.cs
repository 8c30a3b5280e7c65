using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BundleSignerTests : BundleTestBase
{
    [TestCase("RSA2048", "RSA")]
    [TestCase("EC256", "EC")]
    public async Task SignAsync_WhenDone_VerifiesAndSaysTheSameAsBefore(string key, string extension)
    {
        var result = await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"), key);

        var verification = await VerifyBundleAsync(result.Output);
        var info = PackageReader.Read(result.Output);
        using var package = ZipPackage.Open(result.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verification.IsVerified, Describe(verification));
            Assert.That(verification.CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
            Assert.That(info.Signature.CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
            Assert.That(info.Signature.Schemes, Is.EqualTo(new[] { SignatureScheme.V1 }));
            Assert.That((info.Identifier, info.Label), Is.EqualTo((SampleApk.Identifier, SampleApk.Label)));
            Assert.That(package.Entries.Take(3).Select(entry => entry.Name), Is.EqualTo(new[] { "META-INF/MANIFEST.MF", "META-INF/UPLOAD.SF", $"META-INF/UPLOAD.{extension}" }));
            Assert.That(package.Entries.Take(3).Select(entry => entry.UnixMode), Is.All.EqualTo(0x81a4), "unzip makes files that can be read");
            Assert.That(new FileInfo(result.Output).Length, Is.EqualTo(result.Size));
        }
    }

    [Test]
    public async Task SignAsync_WhenEntriesAreOdd_CarriesEachOverAsItIs()
    {
        var input = Odd();

        var result = await SignBundleAsync(input, Folder.Combine("signed.aab"));

        using var before = ZipPackage.Open(input);
        using var after = ZipPackage.Open(result.Output);
        Assert.That(after.Entries.Skip(3).Select(entry => entry.Name), Is.EqualTo(before.Entries.Select(entry => entry.Name)), "all of them, in their order");
        foreach (var entry in before.Entries)
        {
            var copy = after.Find(entry.Name)!;
            Assert.That((copy.Method, copy.Crc32, copy.CompressedSize, copy.DosTime, copy.HasDataDescriptor), Is.EqualTo((entry.Method, entry.Crc32, entry.CompressedSize, entry.DosTime, entry.HasDataDescriptor && !entry.IsStored)), entry.Name);
            Assert.That(Raw(after, copy), Is.EqualTo(Raw(before, entry)), entry.Name);
        }

        Assert.That((await VerifyBundleAsync(result.Output)).Findings, Is.Empty);
    }

    [Test]
    public async Task SignAsync_WhenSignedBefore_ReplacesThatSignatureInWhateverCase()
    {
        var first = await SignBundleAsync(SampleAab.FullPath, Folder.Combine("first.aab"), "EC256");
        var odd = Repack(first.Output, (_, data) => data, zip => zip.Add("meta-inf/other.sf", "x").Add("META-INF/SIG-X", "x").Add("Meta-Inf/manifest.mf", "x"));

        var result = await SignBundleAsync(odd, Folder.Combine("second.aab"));

        Assert.That(result.RemovedEntries, Is.EquivalentTo(new[] { "META-INF/MANIFEST.MF", "META-INF/UPLOAD.SF", "META-INF/UPLOAD.EC", "meta-inf/other.sf", "META-INF/SIG-X", "Meta-Inf/manifest.mf" }));
        Assert.That((await VerifyBundleAsync(result.Output)).CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
        Assert.That(await File.ReadAllBytesAsync(result.Output), Is.Not.EqualTo(await File.ReadAllBytesAsync(first.Output)));
    }

    [Test]
    public async Task SignAsync_WhenDoneAgain_MakesTheSameBytes()
    {
        var first = await SignBundleAsync(SampleAab.FullPath, Folder.Combine("first.aab"));
        var again = await SignBundleAsync(first.Output, Folder.Combine("again.aab"));

        Assert.That(await File.ReadAllBytesAsync(again.Output), Is.EqualTo(await File.ReadAllBytesAsync(first.Output)));
    }

    [Test]
    public async Task SignAsync_WhenAVersionIsSet_StampsEveryModuleAndSignsIt()
    {
        var version = new AndroidVersion { Code = 1234, Name = "2.0 beta" };

        var result = await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"), version: version);

        var info = PackageReader.Read(result.Output);
        Assert.That((info.BuildNumber, info.VersionName), Is.EqualTo(("1234", "2.0 beta")));
        Assert.That((await VerifyBundleAsync(result.Output)).Findings, Is.Empty);
        using var package = ZipPackage.Open(result.Output);
        Assert.That(version.Stamp(package)[SampleAab.FeatureManifest], Is.EqualTo(package.ReadAllBytes(package.Find(SampleAab.FeatureManifest)!, 1 << 20)), "the feature says it already");
    }

    [TestCase(21)]
    [TestCase(28)]
    public async Task SignAsync_WhenAVersionIsSetInAnApk_SignsItByAllSchemes(int minSdk)
    {
        using var identity = TestIdentities.Get("RSA2048");
        var options = new ApkSigningOptions { MinSdk = minSdk, Version = new AndroidVersion { Code = 1234, Name = "2.0 beta" } };

        var result = await ApkSigner.SignAsync(SampleApk.FullPath, Folder.Combine("signed.apk"), identity, options, progress: null, CancellationToken.None);

        var info = PackageReader.Read(result.Output);
        var verification = await VerifyAsync(result.Output, minSdk);
        Assert.That((info.BuildNumber, info.VersionName), Is.EqualTo(("1234", "2.0 beta")));
        Assert.That(verification.IsVerified, Describe(verification));
        Assert.That(verification.Schemes, Is.EqualTo(result.Schemes));
    }

    [Test]
    public void SignAsync_WhenAnEntryIsDamaged_NamesItAndLeavesNothing()
    {
        var input = new RawZip().Add("BundleConfig.pb", "x").Add(new RawZipEntry("base/dex/classes.dex", new byte[100]) { ClaimedCrc = 1 }).WriteTo(Folder.Combine("broken.aab"));

        var error = Assert.ThrowsAsync<DistributionException>(() => SignBundleAsync(input, Folder.Combine("signed.aab")))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Message, Does.Contain("base/dex/classes.dex"));
        Assert.That(Directory.GetFiles(Folder.FullPath), Is.EqualTo(new[] { input }));
    }

    [Test]
    public void SignAsync_WhenANameIsNotUtf8_Refuses()
    {
        var input = new RawZip().Add("BundleConfig.pb", "x").Add(new RawZipEntry("?", [1]) { RawName = [(byte)'a', 0x81] }).WriteTo(Folder.Combine("odd.aab"));

        var error = Assert.ThrowsAsync<DistributionException>(() => SignBundleAsync(input, Folder.Combine("signed.aab")))!;

        Assert.That(error.Faults.Single().Headline, Does.Contain("not encoded as UTF-8"));
    }

    [Test]
    public void SignAsync_WhenOutputIsTheInput_Refuses()
    {
        var path = Folder.Write("app.aab", File.ReadAllBytes(SampleAab.FullPath));

        Assert.That(() => SignBundleAsync(path, path), Throws.TypeOf<DistributionException>().With.Message.Contains("both the package to sign and the output"));
    }

    [Test]
    public void SignAsync_WhenCancelled_LeavesNothing()
    {
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), async () => await SignAsync(PackageOutputFile.Create, new CancellationToken(canceled: true)));
        Assert.That(Directory.GetFiles(Folder.FullPath), Is.Empty);
    }

    [Test]
    public void SignAsync_WhenDiskRunsFull_SaysSoAndLeavesNothing()
    {
        var full = new IOException("full", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);

        var error = Assert.ThrowsAsync<DistributionException>(async () => await SignAsync((_, _) => throw full, CancellationToken.None));

        Assert.That(error.Message, Does.Contain("disk ran full"));
        Assert.That(Directory.GetFiles(Folder.FullPath), Is.Empty);
    }

    private async Task SignAsync(Func<string, long, IPackageOutput> create, CancellationToken cancellation)
    {
        using var identity = TestIdentities.Get("RSA2048");
        await BundleSigner.SignAsync(SampleAab.FullPath, Folder.Combine("signed.aab"), identity, new BundleSigningOptions(), progress: null, create, cancellation);
    }

    private static byte[] Raw(ZipPackage package, ZipEntry entry)
    {
        using var memory = new MemoryStream();
        using var raw = package.OpenRaw(entry);
        raw.CopyTo(memory);
        return memory.ToArray();
    }
}
