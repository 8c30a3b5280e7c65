using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

public sealed class ApkSignerTests : ApkTestBase
{
    private static readonly string[] SignatureFiles = ["META-INF/UPLOAD.SF", "META-INF/UPLOAD.RSA", "META-INF/MANIFEST.MF"];

    [Test]
    public async Task SignAsync_WhenEntriesAreOfEveryKind_AlignsAndKeepsThem()
    {
        var input = Mixed();
        var result = await SignAsync(input, Folder.Combine("signed.apk"));

        using var before = ZipPackage.Open(input);
        using var after = ZipPackage.Open(result.Output);
        var kept = before.Entries.Where(entry => !entry.IsDirectory).ToArray();
        Assert.That(after.Entries.Select(entry => entry.Name), Is.EqualTo(kept.Select(entry => entry.Name)), "Folders are left out, as apksigner does.");
        foreach (var (old, now) in kept.Zip(after.Entries))
        {
            using var oldRaw = before.OpenRaw(old);
            using var nowRaw = after.OpenRaw(now);
            Assert.That(Bytes(nowRaw), Is.EqualTo(Bytes(oldRaw)), $"'{old.Name}' was packed again.");
            Assert.That((now.Method, now.Crc32, now.Flags, now.EndOffset - now.DataOffset), Is.EqualTo((old.Method, old.Crc32, old.Flags, old.EndOffset - old.DataOffset)));
            if (now.IsStored)
            {
                Assert.That(now.DataOffset % (now.Name.EndsWith(".so", StringComparison.Ordinal) ? 16384 : 4), Is.Zero, now.Name);
            }
        }

        Assert.That(result.Size, Is.EqualTo(new FileInfo(result.Output).Length));
        Assert.That(result.Schemes, Is.EqualTo(new[] { SignatureScheme.V2, SignatureScheme.V3 }));
        Assert.That(result.RealignedEntries, Is.GreaterThan(3));
        Assert.That(File.ReadAllBytes(result.Output).AsSpan()[^4..].SequenceEqual("kept"u8), "The comment is kept.");
        var verification = await VerifyAsync(result.Output);
        Assert.That(verification.Findings, Is.Empty, Describe(verification));
        Assert.That(verification.CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
    }

    [Test]
    public async Task SignAsync_WhenNetReadsTheOutput_EveryEntryUnpacks()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), minSdk: 21);

        await using var archive = await ZipFile.OpenReadAsync(result.Output);
        foreach (var entry in archive.Entries)
        {
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(Stream.Null);
        }

        Assert.That(archive.Entries.TakeLast(3).Select(entry => entry.FullName), Is.EqualTo(SignatureFiles));
    }

    [TestCase("RSA2048", 21)]
    [TestCase("RSA2048", 28)]
    [TestCase("RSA4096", 24)]
    public async Task SignAsync_WhenRsaKeySignsTwice_WritesTheSameBytes(string key, int minSdk)
    {
        var input = Mixed();
        var first = await SignAsync(input, Folder.Combine("first.apk"), key, minSdk);
        var second = await SignAsync(input, Folder.Combine("second.apk"), key, minSdk);

        Assert.That(File.ReadAllBytes(second.Output), Is.EqualTo(File.ReadAllBytes(first.Output)));
    }

    [Test]
    public async Task SignAsync_WhenSignedBefore_ReplacesTheSignature([Values(21, 24)] int minSdk, [Values(21, 24)] int earlierMinSdk)
    {
        var input = Mixed();
        var earlier = await SignAsync(input, Folder.Combine("earlier.apk"), "EC384", earlierMinSdk);
        var again = await SignAsync(earlier.Output, Folder.Combine("again.apk"), "RSA2048", minSdk);
        var fresh = await SignAsync(input, Folder.Combine("fresh.apk"), "RSA2048", minSdk);

        Assert.That(File.ReadAllBytes(again.Output), Is.EqualTo(File.ReadAllBytes(fresh.Output)), "An earlier signature leaves no trace.");
        Assert.That(again.RemovedEntries, Has.Length.EqualTo(earlierMinSdk < 24 ? 3 : 0));
        Assert.That((await VerifyAsync(again.Output, minSdk)).CertificateDigests, Is.EqualTo(new[] { fresh.CertificateDigest }));
    }

    [Test]
    public async Task SignAsync_WhenOthersSignaturesAreThere_RemovesOnlyThem()
    {
        var input = MixedZip().Add("META-INF/manifest.mf", "x").Add("META-INF/CERT.SF", "x").Add("META-INF/CERT.dsa", "x").Add("META-INF/SIG-1", "x")
            .Add("META-INF/sub/CERT.SF", "x").Add("META-INF/kotlin.module", "x").Add("stamp-cert-sha256", "x").WriteTo(Folder.Combine("in.apk"));

        var result = await SignAsync(input, Folder.Combine("out.apk"), minSdk: 21);

        Assert.That(result.RemovedEntries, Is.EquivalentTo(new[] { "META-INF/manifest.mf", "META-INF/CERT.SF", "META-INF/CERT.dsa", "META-INF/SIG-1", "stamp-cert-sha256" }));
        using var package = ZipPackage.Open(result.Output);
        Assert.That(package.Find("META-INF/sub/CERT.SF"), Is.Not.Null);
        Assert.That((await VerifyAsync(result.Output, 21)).Findings, Is.Empty);
    }

    [Test]
    public async Task SignAsync_WhenEntriesAreAlignedAlready_CopiesEverythingBeforeTheBlock()
    {
        var input = new RawZip().Add(new RawZipEntry("a.txt", [1, 2, 3]) { Deflated = true })
            .Add(new RawZipEntry("resources.arsc", new byte[50]) { AlignTo = 4, Gap = [9, 9, 9] })
            .Add(new RawZipEntry("lib/x86/a.so", new byte[50]) { AlignTo = 16384 })
            .Add(new RawZipEntry("lib/x86/b.so", new byte[50]) { AlignTo = 32768 });

        var result = await SignAsync(input.WriteTo(Folder.Combine("in.apk")), Folder.Combine("out.apk"));

        var (before, after) = (File.ReadAllBytes(Folder.Combine("in.apk")), File.ReadAllBytes(result.Output));
        using var package = ZipPackage.Open(Folder.Combine("in.apk"));
        var end = (int)package.CentralDirectoryOffset;
        Assert.That(after.AsSpan(0, end).SequenceEqual(before.AsSpan(0, end)));
        Assert.That(result.RealignedEntries, Is.Zero);
    }

    [Test]
    public async Task SignAsync_WhenAFieldAsksForALargerMultiple_KeepsIt()
    {
        var input = new RawZip().Add("first", "moves the second").Add(new RawZipEntry("data.bin", new byte[50]) { AlignTo = 8192, Gap = new byte[1] });
        input.Add(new RawZipEntry("odd.bin", new byte[5]) { LocalExtra = [0x35, 0xd9, 2, 0, 3, 0] });
        var result = await SignAsync(input.WriteTo(Folder.Combine("in.apk")), Folder.Combine("out.apk"), "RSA2048", 21, SignatureScheme.V1);

        using var package = ZipPackage.Open(result.Output);
        Assert.That(package.Find("data.bin")!.DataOffset % 8192, Is.Zero);
        Assert.That(package.Find("odd.bin")!.DataOffset % 4, Is.Zero, "A multiple that is no power of two is not believed.");
        Assert.That(ApkSigningBlock.Find(package), Is.Null);
        Assert.That((await VerifyAsync(result.Output, 21)).Schemes, Is.EqualTo(new[] { SignatureScheme.V1 }));
    }

    [Test]
    public async Task SignAsync_WhenSignedWithV2AndV3_WritesTheBlockAsApksigDoes()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("out.apk"));

        using var package = ZipPackage.Open(result.Output);
        var block = ApkSigningBlock.Find(package)!;
        Assert.That(block.Offset % 4096, Is.Zero);
        Assert.That(block.Size % 4096, Is.Zero);
        Assert.That(block.Pairs.Select(pair => pair.Id), Is.EqualTo(new[] { ApkSigningBlockIds.V2, ApkSigningBlockIds.V3, ApkSigningBlockIds.Padding }));
        var v2 = ApkSchemeSigner.Read(package, block.Pairs[0]).Single();
        var v3 = ApkSchemeSigner.Read(package, block.Pairs[1]).Single();
        Assert.That(Convert.ToHexStringLower(v2.SignedData.Span[^20..]), Is.EqualTo("0c000000080000000df0efbe0300000000000000"));
        Assert.That((v3.MinSdk, v3.MaxSdk, v3.SignedSdkRange), Is.EqualTo((24, int.MaxValue, (24, int.MaxValue))));
        Assert.That(v3.Attributes, Is.Empty);
        Assert.That(v2.Digests.Single().Value.ToArray(), Is.EqualTo(v3.Digests.Single().Value.ToArray()));
    }

    [Test]
    public async Task SignAsync_WhenProgressIsAsked_EndsAtTheTotal()
    {
        var reports = new System.Collections.Concurrent.ConcurrentBag<WorkProgress>();
        using var identity = TestIdentities.Get("RSA2048");
        await ApkSigner.SignAsync(
            Mixed(), Folder.Combine("out.apk"), identity, new ApkSigningOptions { MinSdk = 21 }, new DirectProgress(reports.Add), CancellationToken.None);

        Assert.That(reports.Max(report => report.Done), Is.EqualTo(reports.First().Total));
        Assert.That(reports.First().Work, Is.EqualTo("Signing mixed.apk"));
    }

    [Test]
    public void SignAsync_WhenKeyIsOfAnotherCertificate_Refuses([Values("RSA2048", "EC256")] string kind)
    {
        using var right = TestIdentities.Get(kind);
        using var other = TestIdentities.Get(kind.StartsWith("RSA", StringComparison.Ordinal) ? "RSA4096" : "EC384");
        using var wrong = new SigningIdentity("upload", right.PrivateKey, [X509CertificateLoader.LoadCertificate(other.Certificate.RawData)]);

        var error = Assert.ThrowsAsync<DistributionException>(async () => await SignAsync(Mixed(), Folder.Combine("out.apk"), wrong, 24))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Message, Does.Contain("The private key of 'upload' does not belong to its certificate 'CN=Test"));
    }

    [Test]
    public void SignAsync_WhenOutputIsTheInput_Refuses() => Assert.That(
        Assert.ThrowsAsync<DistributionException>(() => SignAsync(Mixed(), Folder.Combine("mixed.apk")))!.Message, Does.Contain("is both the package to sign and the output"));

    [Test]
    public void SignAsync_WhenPackageIsZip64_SaysThatAndroidCannotInstallIt() => Assert.That(
        Refuse(new RawZip { Zip64 = true }.Add("a", "b")).Message, Does.Contain("is a ZIP64 file; no Android device can install that"));

    [Test]
    public void SignAsync_WhenAnEntryIsZip64_SaysThatAndroidCannotInstallIt() => Assert.That(
        Refuse(new RawZip().Add(new RawZipEntry("a", [1]) { Zip64 = true })).Message, Does.Contain("is a ZIP64 file"));

    [Test]
    public void SignAsync_WhenANameIsNotUtf8_Refuses() => Assert.That(
        Refuse(new RawZip().Add(new RawZipEntry("", [1]) { RawName = [0x81, 0x62] })).Message, Does.Contain("The entry name 'üb' of 'in.apk' is not encoded as UTF-8"));

    [Test]
    public void SignAsync_WhenExtraHasNoRoom_Refuses() => Assert.That(
        Refuse(new RawZip().Add(new RawZipEntry("a.so", [1]) { LocalExtra = [1, 1, 0xf0, 0xff, .. new byte[0xfff0]] })).Message, Does.Contain("has no room to align its data"));

    [Test]
    public async Task SignAsync_WhenDiskRunsFull_SaysSoAndLeavesNothing()
    {
        File.WriteAllText(Folder.Combine("out.apk"), "the one before");
        using var identity = TestIdentities.Get("RSA2048");
        var input = new RawZip().Add(new RawZipEntry("a", new byte[5 << 20])).WriteTo(Folder.Combine("in.apk"));

        var error = Assert.ThrowsAsync<DistributionException>(async () => await ApkSigner.SignAsync(
            input, Folder.Combine("out.apk"), identity, new ApkSigningOptions { MinSdk = 24 }, null, FullDisk.Create, CancellationToken.None))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Message, Does.Contain("The disk ran full while").And.Contains("out.apk"));
        Assert.That(Directory.GetFiles(Folder.FullPath).Select(Path.GetFileName), Is.EquivalentTo(new[] { "in.apk", "out.apk" }));
        Assert.That(await File.ReadAllTextAsync(Folder.Combine("out.apk")), Is.EqualTo("the one before"));
    }

    [Test]
    public void SignAsync_WhenDiskHasNoRoomFromTheStart_SaysSoAndLeavesNothing()
    {
        using var identity = TestIdentities.Get("RSA2048");

        var error = Assert.ThrowsAsync<DistributionException>(async () => await ApkSigner.SignAsync(
            Mixed(), Folder.Combine("out.apk"), identity, new ApkSigningOptions { MinSdk = 24 }, null, (path, _) => PackageOutputFile.Create(path, 1L << 60), CancellationToken.None))!;

        Assert.That(error.Message, Does.Contain("The disk ran full while"));
        Assert.That(Directory.GetFiles(Folder.FullPath).Select(Path.GetFileName), Is.EquivalentTo(new[] { "mixed.apk" }));
    }

    [Test]
    public void SignAsync_WhenFolderCannotBeMade_SaysSo()
    {
        Folder.Write("file", "in the way");

        var error = Assert.ThrowsAsync<DistributionException>(() => SignAsync(Mixed(), Folder.Combine("file", "out.apk")))!;

        Assert.That(error.Message, Does.Contain("could not be written"));
    }

    [Test]
    public void SignAsync_WhenCancelledInTheMiddle_LeavesNothing([Values(21, 24)] int minSdk)
    {
        using var identity = TestIdentities.Get("RSA2048");
        using var cancellation = new CancellationTokenSource();
        var input = new RawZip().Add(new RawZipEntry("a", new byte[40 << 20])).WriteTo(Folder.Combine("in.apk"));
        var seen = 0L;

        Assert.CatchAsync<OperationCanceledException>(async () => await ApkSigner.SignAsync(
            input, Folder.Combine("out.apk"), identity, new ApkSigningOptions { MinSdk = minSdk }, new DirectProgress(CancelAfterSome), cancellation.Token));

        Assert.That(seen, Is.GreaterThan(0).And.LessThan(40 << 20));
        Assert.That(Directory.GetFiles(Folder.FullPath).Select(Path.GetFileName), Is.EquivalentTo(new[] { "in.apk" }));

        void CancelAfterSome(WorkProgress progress)
        {
            seen = progress.Done;
            if (progress.Done > 4 << 20)
            {
                cancellation.Cancel();
            }
        }
    }

    [TestCase(24, new[] { SignatureScheme.V2, SignatureScheme.V3 }, TestName = "Resolve_WhenMinSdkIs24_LeavesV1Out")]
    [TestCase(23, new[] { SignatureScheme.V1, SignatureScheme.V2, SignatureScheme.V3 }, TestName = "Resolve_WhenMinSdkIs23_TakesV1Too")]
    public void Resolve_WhenNothingIsChosen_FollowsMinSdk(int minSdk, SignatureScheme[] expected) =>
        Assert.That(ApkSchemeChoice.Resolve(new ApkSigningOptions { MinSdk = minSdk }).ToImmutable(), Is.EqualTo(expected));

    [TestCase(23, new[] { SignatureScheme.V2, SignatureScheme.V3 }, "lack 'v1', but the minimum SDK of the package is '23'")]
    [TestCase(27, new[] { SignatureScheme.V3 }, "lack 'v2', but the minimum SDK of the package is '27'")]
    [TestCase(33, new[] { SignatureScheme.V31 }, "'v3.1' is for key rotation only")]
    [TestCase(0, new SignatureScheme[0], "'0' is no minimum SDK")]
    public void Resolve_WhenChoiceDoesNotFit_SaysWhy(int minSdk, SignatureScheme[] schemes, string expected)
    {
        var error = Assert.Throws<DistributionException>(() => ApkSchemeChoice.Resolve(new ApkSigningOptions { MinSdk = minSdk, Schemes = [.. schemes] }))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain(expected));
    }

    [Test]
    public void SignAsync_WhenEcKeyIsForVeryOldDevices_Refuses() => Assert.That(
        Assert.ThrowsAsync<DistributionException>(() => SignAsync(Mixed(), Folder.Combine("out.apk"), "EC256", 17))!.Message,
        Does.Contain("The EC key 'upload' cannot sign for minimum SDK '17'"));

    [TestCase("upload", "UPLOAD")]
    [TestCase("my release.key", "MY_RELEA")]
    [TestCase("ключ", "____")]
    [TestCase("", "CERT")]
    public void SignerName_WhenAliasIsGiven_FollowsApksigner(string alias, string expected) => Assert.That(JarEntryNames.SignerName(alias), Is.EqualTo(expected));

    private DistributionException Refuse(RawZip zip)
    {
        var input = zip.WriteTo(Folder.Combine("in.apk"));
        var error = Assert.ThrowsAsync<DistributionException>(() => SignAsync(input, Folder.Combine("out.apk")))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(Directory.GetFiles(Folder.FullPath), Has.Length.EqualTo(1), "Nothing is left behind.");
        return error;
    }

    private static byte[] Bytes(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>Tells at once, on the thread that reports.</summary>
    private sealed class DirectProgress(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }

    /// <summary>A disk with room for 2 MiB.</summary>
    private sealed class FullDisk(IPackageOutput inner) : IPackageOutput
    {
        public static IPackageOutput Create(string path, long size) => new FullDisk(PackageOutputFile.Create(path, 0));

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (offset + bytes.Length > 2 << 20)
            {
                throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
            }

            inner.Write(offset, bytes);
        }

        public void Dispose() => inner.Dispose();
    }
}
