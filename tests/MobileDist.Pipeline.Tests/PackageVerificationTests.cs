using System.IO.Compression;
using MobileDist.Packages;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests;

/// <summary>What <c>--target=Verify</c> does with packages that others signed.</summary>
public sealed class PackageVerificationTests
{
    [Test]
    [Category("Peer")]
    public async Task Verify_WhenJarsignerSignedAnAppBundle_NamesTheSigner_AndFindsAChangedFile()
    {
        var jarsigner = Peer.Require("jarsigner");
        using var folder = new TestFolder();
        var root = folder.FullPath;
        Sign(jarsigner, folder, folder.Combine("app.aab"));

        var verified = await VerifyAsync(root, "app.aab");
        Replace(folder.Combine("app.aab"), "base/dex/classes.dex");
        var changed = Assert.ThrowsAsync<DistributionException>(() => VerifyAsync(root, "app.aab"));

        Assert.That((verified.Info.Format, verified.Info.Identifier), Is.EqualTo((PackageFormat.Aab, SampleApk.Identifier)));
        Assert.That(verified.Schemes, Is.EqualTo(new[] { "v1" }));
        Assert.That(verified.CertificateDigest, Has.Length.EqualTo(64));
        Assert.That(changed.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(string.Concat(changed.Faults.SelectMany(fault => fault.Details).Select(detail => detail.Value)), Does.Contain("base/dex/classes.dex"));
    }

    [Test]
    public void Verify_WhenAnAppBundleIsUnsigned_SaysSo()
    {
        using var folder = new TestFolder();
        var root = folder.FullPath;
        File.Copy(SampleAab.FullPath, folder.Combine("app.aab"));

        var error = Assert.ThrowsAsync<DistributionException>(() => VerifyAsync(root, "app.aab"));

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults.Single().Headline, Does.Contain("'app.aab'"));
        Assert.That(error.Faults.Single().Remedy, Does.Not.Contain("bug"), "Nobody says that this program signed it.");
    }

    [Test]
    public void Verify_WhenThereIsNoPackage_SaysWhereItLooked()
    {
        using var folder = new TestFolder();
        var root = folder.FullPath;

        var error = Assert.ThrowsAsync<DistributionException>(() => VerifyAsync(root, "*.aab"));

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults.Single().Headline, Does.Contain("*.aab"));
    }

    private static Task<VerifiedPackage> VerifyAsync(string folder, string pattern) =>
        PackageVerification.VerifyAsync(pattern, folder, acceptAnyIssuer: false, new FixedClock(), null, CancellationToken.None);

    private static void Sign(Peer jarsigner, TestFolder folder, string bundle)
    {
        File.Copy(SampleAab.FullPath, bundle);
        var store = folder.Combine("key.p12");
        Peer.Require("keytool").Run(
            "-genkeypair", "-keystore", store, "-storetype", "PKCS12", "-storepass", "storepw", "-alias", "demo", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Demo", "-validity", "10000").Succeeded();
        jarsigner.Run("-keystore", store, "-storepass", "storepw", "-sigalg", "SHA256withRSA", "-digestalg", "SHA-256", bundle, "demo").Succeeded();
    }

    private static void Replace(string path, string name)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        zip.GetEntry(name)!.Delete();
        using var entry = zip.CreateEntry(name).Open();
        entry.Write("another content"u8);
    }
}
