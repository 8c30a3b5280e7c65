using System.Text;
using MobileDist.Packages.Android;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What the tests of bundles share.</summary>
public abstract class BundleTestBase : ApkTestBase
{
    protected static async Task<BundleSigningResult> SignBundleAsync(string input, string output, string key = "RSA2048", AndroidVersion? version = null)
    {
        using var identity = TestIdentities.Get(key);
        return await BundleSigner.SignAsync(input, output, identity, new BundleSigningOptions { Version = version ?? AndroidVersion.Unchanged }, progress: null, CancellationToken.None);
    }

    protected static Task<ApkVerification> VerifyBundleAsync(string path) => BundleVerifier.VerifyAsync(path, progress: null, CancellationToken.None);

    /// <summary>A bundle with every kind of entry, and with what looks like a signature and is none.</summary>
    protected string Odd() => new RawZip { Comment = "a comment"u8.ToArray() }
        .Add(new RawZipEntry("BundleConfig.pb", [1, 2, 3]))
        .Add(new RawZipEntry(SampleAab.BaseManifest, Encoding.UTF8.GetBytes(new string('m', 500))) { Deflated = true })
        .Add(new RawZipEntry("base/dex/classes.dex", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))]) { Deflated = true, Descriptor = true })
        .Add(new RawZipEntry("base/assets/stored.bin", new byte[33]) { Descriptor = true, DescriptorUnsigned = true, LocalExtra = [0xfe, 0xca, 1, 0, 9] })
        .Add(new RawZipEntry("base/assets/wide.bin", new byte[33]) { Zip64 = true, Gap = new byte[7], CentralExtra = [0xfe, 0xca, 1, 0, 9], Comment = "kept"u8.ToArray() })
        .Add(new RawZipEntry("base/assets/", []))
        .Add(new RawZipEntry("base/assets/empty", []))
        .Add(new RawZipEntry("base/assets/ä日.png", new byte[77]))
        .Add(new RawZipEntry("base/root/META-INF/CERT.RSA", new byte[5]))
        .Add(new RawZipEntry("META-INF/com/android/build/gradle/app-metadata.properties", "a=b"u8.ToArray()) { Deflated = true })
        .Add(new RawZipEntry("META-INF/notes.txt", "covered"u8.ToArray()))
        .Add(new RawZipEntry("META-INF/old/OLD.SF", "covered too"u8.ToArray()))
        .Add(new RawZipEntry("stamp-cert-sha256", "covered in a bundle"u8.ToArray()))
        .Add(new RawZipEntry(new string('n', 200) + "/ü", [1, 2, 3]))
        .WriteTo(Folder.Combine("odd.aab"));
}
