using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What Java says about our bundles, and about those that were tampered with.</summary>
[Category("Peer")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BundlePeerTests : BundleTestBase
{
    // Of the exit code of jarsigner -strict.
    private const int ChainUntrusted = 4;
    private const int Unsigned = 16;

    [TestCase("RSA2048", false)]
    [TestCase("RSA4096", true)]
    [TestCase("EC256", true)]
    [TestCase("EC384", false)]
    public async Task SignAsync_WhenJarsignerVerifiesStrictly_Accepts(string key, bool odd)
    {
        var jarsigner = Peer.Require("jarsigner");
        var keytool = Peer.Require("keytool");
        var result = await SignBundleAsync(odd ? Odd() : SampleAab.FullPath, Folder.Combine("signed.aab"), key);

        var run = jarsigner.Run("-verify", "-strict", "-verbose", result.Output);

        Assert.That(run.ExitCode & ~ChainUntrusted, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("jar verified, with signer errors.").Or.Contain("jar verified."));
        var printed = keytool.Run("-printcert", "-jarfile", result.Output).Succeeded();
        Assert.That(printed.Replace(":", "", StringComparison.Ordinal), Does.Contain(result.CertificateDigest.ToUpperInvariant()));
    }

    [TestCase("flip")]
    [TestCase("add")]
    [TestCase("manifest")]
    [TestCase("signature file")]
    [TestCase("none")]
    public async Task VerifyAsync_WhenComparedWithJarsigner_ComesToTheSame(string tampering)
    {
        var jarsigner = Peer.Require("jarsigner");
        var signed = (await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"))).Output;
        var path = Repack(
            signed,
            (name, data) => (tampering, name) switch
            {
                ("flip", "base/dex/classes.dex") or ("manifest", "META-INF/MANIFEST.MF") or ("signature file", "META-INF/UPLOAD.SF") => [.. data[..^9], (byte)(data[^9] ^ 1), .. data[^8..]],
                _ => data,
            },
            zip =>
            {
                if (tampering is "add")
                {
                    zip.Add("base/dex/classes2.dex", "evil");
                }
            });

        var run = jarsigner.Run("-verify", "-strict", path);
        var verification = await VerifyBundleAsync(path);

        var theyAccept = (run.ExitCode & ~ChainUntrusted) == 0;
        Assert.That(verification.IsVerified, Is.EqualTo(theyAccept), Describe(verification) + run.Output);
        Assert.That(theyAccept, Is.EqualTo(tampering is "none"));
        if (tampering is "add")
        {
            Assert.That(run.ExitCode & Unsigned, Is.EqualTo(Unsigned));
        }
    }

    [Test]
    public async Task VerifyAsync_WhenJarsignerSigned_AcceptsAndFindsTheSameSigner([Values("RSA", "EC")] string algorithm)
    {
        var jarsigner = Peer.Require("jarsigner");
        var store = Folder.Combine("key.p12");
        Peer.Require("keytool").Run(
            ["-genkeypair", "-keystore", store, "-storetype", "PKCS12", "-storepass", "storepw", "-alias", "demo", "-keyalg", algorithm, "-dname", "CN=Demo", "-validity", "10000"]).Succeeded();
        jarsigner.Run("-keystore", store, "-storepass", "storepw", "-digestalg", "SHA-256", "-signedjar", Folder.Combine("theirs.aab"), Odd(), "demo").Succeeded();

        var theirs = await VerifyBundleAsync(Folder.Combine("theirs.aab"));
        var ours = await SignBundleAsync(Folder.Combine("theirs.aab"), Folder.Combine("ours.aab"));

        Assert.That(theirs.Findings, Is.Empty, Describe(theirs));
        Assert.That(ours.RemovedEntries, Is.EquivalentTo(new[] { "META-INF/MANIFEST.MF", "META-INF/DEMO.SF", $"META-INF/DEMO.{algorithm}" }));
        Assert.That(jarsigner.Run("-verify", "-strict", ours.Output).ExitCode & ~ChainUntrusted, Is.Zero);
    }

    [Test]
    public async Task SignAsync_WhenPythonReadsTheOutput_EveryEntryIsWhole([Values(true, false)] bool odd)
    {
        var python = Peer.Require("python3");
        var result = await SignBundleAsync(odd ? Odd() : SampleAab.FullPath, Folder.Combine("signed.aab"));

        var output = python.Run("-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))", result.Output).Succeeded();

        Assert.That(output.Trim(), Is.EqualTo(odd ? "None 17" : "None 22"));
    }
}
