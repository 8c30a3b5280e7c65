using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What Android's own tools say about our packages, and about those that were tampered with.</summary>
[Category("Peer")]
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApkPeerTests : ApkTestBase
{
    private const string OffsetScript = """
        import sys, zipfile, struct
        bad = 0
        with zipfile.ZipFile(sys.argv[1]) as z, open(sys.argv[1], 'rb') as f:
            assert z.testzip() is None
            for i in z.infolist():
                f.seek(i.header_offset + 26)
                n, x = struct.unpack('<HH', f.read(4))
                if i.compress_type == 0:
                    m = 16384 if i.filename.endswith('.so') else 4
                    o = i.header_offset + 30 + n + x
                    if o % m:
                        print(i.filename, o)
                        bad = 1
        sys.exit(bad)
        """;

    [TestCase("RSA2048", 21)]
    [TestCase("RSA2048", 15)]
    [TestCase("RSA2048", 28)]
    [TestCase("RSA4096", 21)]
    [TestCase("EC256", 18)]
    [TestCase("EC256", 24)]
    [TestCase("EC384", 24)]
    public async Task SignAsync_WhenApksignerVerifies_Accepts(string key, int minSdk)
    {
        var apksigner = Peer.Require("apksigner");
        var zipalign = Peer.Require("zipalign");
        var result = await SignAsync(SampleApk.FullPath, Folder.Combine("signed.apk"), key, minSdk);

        var output = apksigner.Run("verify", "--verbose", "--print-certs", "--min-sdk-version", $"{minSdk}", result.Output).Succeeded();

        Assert.That(output, Does.Contain($"v1 scheme (JAR signing): {(minSdk < 24 ? "true" : "false")}"));
        Assert.That(output, Does.Contain("Verified using v2 scheme (APK Signature Scheme v2): " + (minSdk < 28 ? "true" : "")));
        Assert.That(output, Does.Contain("Verified using v3 scheme (APK Signature Scheme v3): true"));
        Assert.That(output, Does.Contain($"certificate SHA-256 digest: {result.CertificateDigest}"));
        Assert.That(output, Does.Not.Contain("WARNING: META-INF/MANIFEST"));
        zipalign.Run("-c", "-p", "4", result.Output).Succeeded();
    }

    [TestCase(21, SignatureScheme.V1)]
    [TestCase(21, SignatureScheme.V1, SignatureScheme.V2)]
    [TestCase(21, SignatureScheme.V1, SignatureScheme.V3)]
    [TestCase(24, SignatureScheme.V2)]
    [TestCase(28, SignatureScheme.V3)]
    public async Task SignAsync_WhenSchemesAreChosen_ApksignerFindsExactlyThose(int minSdk, params SignatureScheme[] schemes)
    {
        var apksigner = Peer.Require("apksigner");
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), "RSA2048", minSdk, schemes);

        var output = apksigner.Run("verify", "--verbose", "--min-sdk-version", $"{minSdk}", "--max-sdk-version", schemes is [SignatureScheme.V1] ? "27" : "33", result.Output).Succeeded();

        foreach (var scheme in new[] { SignatureScheme.V1, SignatureScheme.V2, SignatureScheme.V3 })
        {
            // It does not report the older scheme where a newer one decides for every device.
            if (scheme == schemes[^1] || !schemes.Contains(scheme))
            {
                Assert.That(output, Does.Contain($"Verified using v{(int)scheme} scheme ({(scheme == SignatureScheme.V1 ? "JAR signing" : $"APK Signature Scheme v{(int)scheme}")}): {(schemes.Contains(scheme) ? "true" : "false")}"));
            }
        }
    }

    [Test]
    public async Task SignAsync_WhenPythonReadsTheOutput_OffsetsAreMultiples([Values(true, false)] bool sample)
    {
        var python = Peer.Require("python3");
        var result = await SignAsync(sample ? SampleApk.FullPath : Mixed(), Folder.Combine("signed.apk"), minSdk: 21);

        var run = python.Run("-c", OffsetScript, result.Output);

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    [TestCase("RSA2048", true)]
    [TestCase("RSA4096", false)]
    public async Task SignAsync_WhenApksignerSignsTheSameAlignedInput_WritesTheSameBytes(string key, bool sample)
    {
        var apksigner = Peer.Require("apksigner");
        var input = (await SignAsync(sample ? SampleApk.FullPath : Mixed(), Folder.Combine("aligned.apk"), "EC256")).Output;
        var theirs = Folder.Combine("theirs.apk");
        apksigner.Run(
        [
            "sign", .. TestIdentities.ForApksigner(key, Folder), "--min-sdk-version", "24", "--v1-signing-enabled", "false", "--v4-signing-enabled", "false", "--out", theirs, input,
        ]).Succeeded();

        var ours = await SignAsync(input, Folder.Combine("ours.apk"), key);

        Assert.That(Pair(ours.Output, ApkSigningBlockIds.V2), Is.EqualTo(Pair(theirs, ApkSigningBlockIds.V2)));
        Assert.That(Pair(ours.Output, ApkSigningBlockIds.V3), Is.EqualTo(Pair(theirs, ApkSigningBlockIds.V3)));
        Assert.That(File.ReadAllBytes(ours.Output), Is.EqualTo(File.ReadAllBytes(theirs)), "The whole file is the same.");
    }

    [TestCase("RSA2048", 21)]
    [TestCase("EC256", 21)]
    [TestCase("RSA4096", 15)]
    public async Task VerifyAsync_WhenApksignerSigned_Accepts(string key, int minSdk)
    {
        var apksigner = Peer.Require("apksigner");
        var theirs = Folder.Combine("theirs.apk");
        apksigner.Run(
            ["sign", .. TestIdentities.ForApksigner(key, Folder), "--min-sdk-version", $"{minSdk}", "--v4-signing-enabled", "false", "--out", theirs, SampleApk.FullPath]).Succeeded();

        var verification = await VerifyAsync(theirs, minSdk);

        Assert.That(verification.Errors, Is.Empty, Describe(verification));
        Assert.That(verification.Schemes, Is.EqualTo(new[] { SignatureScheme.V1, SignatureScheme.V2, SignatureScheme.V3 }));
    }

    [TestCase("data")]
    [TestCase("central directory")]
    [TestCase("v3 signed data")]
    [TestCase("v2 signature")]
    [TestCase("manifest")]
    public async Task VerifyAsync_WhenTamperedWith_RejectsAsApksignerDoes(string where)
    {
        var apksigner = Peer.Require("apksigner");
        var result = await SignAsync(SampleApk.FullPath, Folder.Combine("signed.apk"), minSdk: 21);
        var bytes = File.ReadAllBytes(result.Output);
        using (var package = ZipPackage.Open(result.Output))
        {
            var block = ApkSigningBlock.Find(package)!;
            var at = where switch
            {
                "data" => package.Find("resources.arsc")!.DataOffset + 9,
                "central directory" => package.CentralDirectoryOffset + 5,
                "v3 signed data" => block.Find(ApkSigningBlockIds.V3)!.Value.Offset + 30,
                "v2 signature" => block.Find(ApkSigningBlockIds.V2)!.Value.Offset + 1000,
                _ => package.Find("META-INF/MANIFEST.MF")!.DataOffset + 90,
            };
            bytes[at] ^= 1;
        }

        var path = Folder.Write("tampered.apk", bytes);

        Assert.That((await VerifyAsync(path, 21)).IsVerified, Is.False);
        Assert.That(apksigner.Run("verify", "--min-sdk-version", "21", path).ExitCode, Is.Not.Zero);
    }

    [TestCaseSource(typeof(RealApks), nameof(RealApks.All))]
    public async Task SignAsync_WhenPackageIsReal_ApksignerAccepts(RealApk apk)
    {
        var apksigner = Peer.Require("apksigner");
        var result = await SignAsync(apk.Require(), Folder.Combine("signed.apk"), minSdk: 21);

        apksigner.Run("verify", "--min-sdk-version", "21", result.Output).Succeeded();

        var verification = await VerifyAsync(result.Output, 21);
        Assert.That(verification.Errors, Is.Empty, Describe(verification));
        var python = Peer.Require("python3").Run("-c", OffsetScript, result.Output);
        Assert.That(python.ExitCode, Is.Zero, python.Output + python.Error);
    }

    private static byte[] Pair(string path, uint id)
    {
        using var package = ZipPackage.Open(path);
        return ApkSigningBlock.Read(package, ApkSigningBlock.Find(package)!.Find(id)!.Value, 1 << 20);
    }
}
