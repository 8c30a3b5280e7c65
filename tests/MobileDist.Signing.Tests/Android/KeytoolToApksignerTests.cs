using System.Collections.Concurrent;
using MobileDist.Signing.Keystores;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>The whole way that a user's key goes: a store that keytool made, our reader, our signer, and apksigner's word on it.</summary>
[Category("Peer")]
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeytoolToApksignerTests : ApkTestBase
{
    private const string StorePassword = "the store's own";

    // A store is made once, however many packages it signs.
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Stores = new(StringComparer.Ordinal);

    [Test]
    public Task SignAsync_WhenKeyAndStoreAreAnyKind_ApksignerAccepts([Values("RSA2048", "RSA4096", "EC256")] string key, [Values("PKCS12", "JKS")] string store) =>
        CheckAsync(SampleApk.FullPath, key, store);

    // One by aapt with an icon of old, one by aapt2 with native libraries, one of five kilobytes; minimum SDKs 4, 21 and a code name.
    [Test]
    public Task SignAsync_WhenThePackageIsReal_ApksignerAccepts(
        [Values("api-demos-1.1.2.apk", "minicap.apk", "hello-activity.apk")] string apk,
        [Values("RSA2048", "RSA4096", "EC256")] string key,
        [Values("PKCS12", "JKS")] string store) =>
        CheckAsync(RealApks.Require(apk), key, store);

    private async Task CheckAsync(string package, string key, string store)
    {
        var apksigner = Peer.Require("apksigner");
        var zipalign = Peer.Require("zipalign");
        var keyPassword = KeyPassword(store);
        var bytes = Stores.GetOrAdd($"{key} {store}", _ => new Lazy<byte[]>(() => Make(key, store))).Value;
        using var identity = KeystoreReader.Read(bytes, new KeystoreAccess("made.keystore", new Secret(StorePassword), "upload", new Secret(keyPassword), null));

        var result = await SignAsync(package, Folder.Combine("signed.apk"), identity, minSdk: 21);

        var output = apksigner.Run("verify", "--verbose", "--print-certs", "--min-sdk-version", "21", result.Output).Succeeded();
        foreach (var scheme in new[] { "v1 scheme (JAR signing)", "v2 scheme (APK Signature Scheme v2)", "v3 scheme (APK Signature Scheme v3)" })
        {
            Assert.That(output, Does.Contain($"Verified using {scheme}: true"));
        }

        Assert.That(output, Does.Contain($"certificate SHA-256 digest: {identity.CertificateDigest}"));
        zipalign.Run("-c", "4", result.Output).Succeeded();
    }

    // PKCS#12 of keytool has one password for all; a JKS keeps one of its own for each key.
    private static string KeyPassword(string store) => string.Equals(store, "JKS", StringComparison.Ordinal) ? "the key's own" : StorePassword;

    private static byte[] Make(string key, string store)
    {
        using var folder = new TestFolder();
        var path = folder.Combine("made.keystore");
        string[] algorithm = key switch
        {
            "RSA2048" => ["RSA", "-keysize", "2048"],
            "RSA4096" => ["RSA", "-keysize", "4096"],
            _ => ["EC", "-groupname", "secp256r1"],
        };
        Peer.Require("keytool").Run(
        [
            "-genkeypair", "-keystore", path, "-storetype", store, "-alias", "upload", "-keyalg", .. algorithm, "-validity", "10000",
            "-storepass", StorePassword, "-keypass", KeyPassword(store), "-dname", "CN=Peer",
        ]).Succeeded();
        return File.ReadAllBytes(path);
    }
}
