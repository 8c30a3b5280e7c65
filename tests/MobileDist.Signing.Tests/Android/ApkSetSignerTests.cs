using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApkSetSignerTests : ApkSetTestBase
{
    [Test]
    public async Task SignAsync_WhenDone_EveryApkIsSigned_AndTheRestIsAsItWas()
    {
        var input = SampleApkSet.Make().Add("extra/notes.txt", "kept", deflated: true).Add(new RawZipEntry("extra/", [])).WriteTo(Folder.Combine("app.apks"));
        var before = await File.ReadAllBytesAsync(input);

        var result = await SignSetAsync(input, Folder.Combine("signed.apks"));

        var verification = await VerifySetAsync(result.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verification.Findings, Is.Empty, Describe(verification));
            Assert.That(verification.CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
            Assert.That(verification.Schemes, Is.EqualTo(result.Schemes).And.EqualTo(new[] { SignatureScheme.V1, SignatureScheme.V2, SignatureScheme.V3 }));
            Assert.That(result.Apks, Is.EqualTo(new[] { SampleApkSet.Master, SampleApkSet.Standalone }));
            Assert.That(result.Size, Is.EqualTo(new FileInfo(result.Output).Length));
            Assert.That(await File.ReadAllBytesAsync(input), Is.EqualTo(before), "the input is never changed");
        }

        using var old = ZipPackage.Open(input);
        using var signed = ZipPackage.Open(result.Output);
        Assert.That(signed.Entries.Select(entry => (entry.Name, entry.Method, entry.DosTime)), Is.EqualTo(old.Entries.Select(entry => (entry.Name, entry.Method, entry.DosTime))));
        Assert.That(signed.Entries.Select(entry => entry.UnixMode), Is.EqualTo(signed.Entries.Select(entry => entry.IsDirectory ? 0x41ed : 0x81a4)), "unzip makes files that can be read");
        foreach (var name in new[] { "toc.pb", "extra/notes.txt" })
        {
            Assert.That(signed.ReadAllBytes(signed.Find(name)!, 1 << 20), Is.EqualTo(old.ReadAllBytes(old.Find(name)!, 1 << 20)), name);
        }
    }

    [Test]
    public async Task SignAsync_WhenSignedBefore_ReplacesTheSignatures_AndTwoRunsMakeTheSameBytes()
    {
        var other = await SignSetAsync(UnsignedSet(), Folder.Combine("other.apks"), "EC256");

        var first = await SignSetAsync(other.Output, Folder.Combine("first.apks"));
        var second = await SignSetAsync(UnsignedSet(), Folder.Combine("second.apks"));

        Assert.That((await VerifySetAsync(first.Output)).CertificateDigests, Is.EqualTo(new[] { first.CertificateDigest }));
        Assert.That(await File.ReadAllBytesAsync(first.Output), Is.EqualTo(await File.ReadAllBytesAsync(second.Output)));
    }

    [TestCase(32_767, true)]
    [TestCase(32_768, false)]
    public async Task SignAsync_WhenANameGrowsByItsNewEncoding_KeepsItOrRefuses(int length, bool isKept)
    {
        // As many letters 'ü' of code page 437, which are two bytes each in UTF-8.
        var input = SampleApkSet.Make().Add(new RawZipEntry("ü", []) { RawName = [.. Enumerable.Repeat((byte)0x81, length)] }).WriteTo(Folder.Combine("app.apks"));
        if (!isKept)
        {
            Assert.That(() => SignSetAsync(input, Folder.Combine("signed.apks")), Throws.TypeOf<DistributionException>().With.Message.Contains("has '65536' bytes in UTF-8"));
            return;
        }

        var result = await SignSetAsync(input, Folder.Combine("signed.apks"));

        using var signed = ZipPackage.Open(result.Output);
        Assert.That(signed.Find(new string('ü', length)), Is.Not.Null);
    }

    [Test]
    public async Task SignAsync_WhenAnApkIsPacked_StoresIt()
    {
        var input = SampleApkSet.Make(held: [SampleApkSet.Master])
            .Add(new RawZipEntry(SampleApkSet.Standalone, await File.ReadAllBytesAsync(SampleApk.FullPath)) { Deflated = true }).WriteTo(Folder.Combine("app.apks"));

        var result = await SignSetAsync(input, Folder.Combine("signed.apks"));

        using var signed = ZipPackage.Open(result.Output);
        Assert.That(ApkSetReader.Apks(signed).Select(apk => apk.IsStored), Is.All.True);
        Assert.That((await VerifySetAsync(result.Output)).IsVerified, Is.True);
    }

    [Test]
    public async Task SignAsync_WhenAVersionIsSet_EveryApkSaysIt()
    {
        var result = await SignSetAsync(UnsignedSet(), Folder.Combine("signed.apks"), version: new AndroidVersion { Code = 815, Name = "2.0 QA" });

        using var set = ZipPackage.Open(result.Output);
        foreach (var entry in ApkSetReader.Apks(set))
        {
            using var apk = UnpackedApk.Of(set, entry, CancellationToken.None);
            var info = apk.Read();
            Assert.That((info.BuildNumber, info.VersionName), Is.EqualTo(("815", "2.0 QA")), entry.Name);
        }

        Assert.That((await VerifySetAsync(result.Output)).Findings, Is.Empty);
    }

    [Test]
    public void SignAsync_WhenAnApkIsBroken_NamesIt_AndLeavesNothingBehind()
    {
        var input = SetOf(File.ReadAllBytes(SampleApk.FullPath), "no zip at all"u8.ToArray());

        var error = Assert.ThrowsAsync<DistributionException>(() => SignSetAsync(input, Folder.Combine("out", "signed.apks")))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults.Single().Details, Does.Contain(new FaultDetail("apk", SampleApkSet.Standalone)).And.Contain(new FaultDetail("set", "mixed.apks")));
        Assert.That(Directory.GetFileSystemEntries(Folder.Combine("out")), Is.Empty);
    }

    [Test]
    public void SignAsync_WhenOutputIsTheInput_Refuses()
    {
        var input = UnsignedSet();

        Assert.That(() => SignSetAsync(input, input), Throws.TypeOf<DistributionException>().With.Message.Contains("both the package to sign and the output"));
    }

    [Test]
    public async Task SignAsync_WhenCancelledInTheSecondApk_LeavesNothingBehind()
    {
        var input = UnsignedSet();
        using var identity = TestIdentities.Get("RSA2048");
        using var source = new CancellationTokenSource();
        var progress = new Halfway(source);

        Assert.ThrowsAsync(
            Is.InstanceOf<OperationCanceledException>(),
            async () => await ApkSetSigner.SignAsync(input, Folder.Combine("out", "signed.apks"), identity, new ApkSigningOptions { MinSdk = 21 }, progress, source.Token));

        Assert.That(Directory.GetFileSystemEntries(Folder.Combine("out")), Is.Empty);
        await SignSetAsync(input, Folder.Combine("out", "signed.apks"), progress: progress);
        Assert.That(progress.Last.Done, Is.EqualTo(progress.Last.Total).And.EqualTo(2 * new FileInfo(SampleApk.FullPath).Length));
        Assert.That(progress.Last.Work, Is.EqualTo("Signing app.apks"));
    }

    /// <summary>Ends the work once more than half of it is done.</summary>
    private sealed class Halfway(CancellationTokenSource source) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();

        public WorkProgress Last { get; private set; }

        public void Report(WorkProgress value)
        {
            lock (_gate)
            {
                Last = value.Done >= Last.Done || Last.Done == 0 ? value : Last;
            }

            if (value.Done > value.Total / 2)
            {
                source.Cancel();
            }
        }
    }
}
