using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What Android's own tools say about the APKs of our sets.</summary>
[Category("Peer")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApkSetPeerTests : ApkSetTestBase
{
    private const string LanguageSplit = "splits/base-de.apk";

    [Test]
    public async Task SignAsync_WhenApksignerVerifiesEachApk_Accepts([Values("RSA2048", "EC256")] string key)
    {
        var apksigner = Peer.Require("apksigner");
        var zipalign = Peer.Require("zipalign");

        var result = await SignSetAsync(UnsignedSet(), Folder.Combine("signed.apks"), key);

        using var set = ZipPackage.Open(result.Output);
        Assert.That(ApkSetReader.Apks(set), Has.Length.EqualTo(2));
        foreach (var entry in ApkSetReader.Apks(set))
        {
            using var apk = UnpackedApk.Of(set, entry, CancellationToken.None);
            var output = apksigner.Run("verify", "--verbose", "--print-certs", apk.FullPath).Succeeded();
            Assert.That(output, Does.Contain($"certificate SHA-256 digest: {result.CertificateDigest}"));
            zipalign.Run("-c", "-p", "4", apk.FullPath).Succeeded();
        }
    }

    [Test]
    public async Task SignAsync_WhenASplitNamesNeitherVersionNameNorMinimumSdk_SignsItForTheMinimumOfTheSet_AndStampsTheCode()
    {
        var apksigner = Peer.Require("apksigner");
        var split = LanguageSplitApk();
        var input = SampleApkSet.Make(paths: [SampleApkSet.Master, LanguageSplit], content: path => path is LanguageSplit ? split : File.ReadAllBytes(SampleApk.FullPath)).WriteTo(Folder.Combine("app.apks"));
        using var identity = TestIdentities.Get("RSA2048");
        var options = new ApkSigningOptions { MinSdk = 24, Version = new AndroidVersion { Code = 9, Name = "3.0" } };

        var result = await ApkSetSigner.SignAsync(input, Folder.Combine("signed.apks"), identity, options, progress: null, CancellationToken.None);

        var verification = await ApkSetVerifier.VerifyAsync(result.Output, 24, progress: null, CancellationToken.None);
        Assert.That(verification.Errors, Is.Empty, Describe(verification));
        using var set = ZipPackage.Open(result.Output);
        using var apk = UnpackedApk.Of(set, set.Find(LanguageSplit)!, CancellationToken.None);
        var info = apk.Read();
        Assert.That((info.Split, info.BuildNumber, info.VersionName), Is.EqualTo(("config.de", "9", (string?)null)));
        Assert.That(apksigner.Run("verify", "--verbose", "--min-sdk-version", "24", apk.FullPath).Succeeded(), Does.Contain("v1 scheme (JAR signing): false"));
        Assert.That(result.Schemes, Has.Length.EqualTo(2), "what both have, the app with minimum SDK 21 and the split");
    }

    /// <summary>A part as bundletool makes it of an app's translations.</summary>
    private byte[] LanguageSplitApk()
    {
        Folder.Write(
            "AndroidManifest.xml",
            $"""
            <manifest xmlns:android="http://schemas.android.com/apk/res/android" package="{SampleApk.Identifier}" split="config.de" android:versionCode="{SampleApk.VersionCode}">
              <application android:hasCode="false"/>
            </manifest>
            """);
        Peer.Require("aapt2").Run("link", "--manifest", Folder.Combine("AndroidManifest.xml"), "-I", RealApks.Require(RealApks.Framework), "-o", Folder.Combine("split.apk")).Succeeded();
        return File.ReadAllBytes(Folder.Combine("split.apk"));
    }
}
