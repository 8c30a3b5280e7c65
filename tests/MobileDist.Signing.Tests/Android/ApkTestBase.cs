using System.Text;
using MobileDist.Packages;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What the tests of signer and verifier share: a folder, inputs, and short calls.</summary>
public abstract class ApkTestBase
{
    protected TestFolder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    /// <summary>A package of every kind of entry, none of them aligned.</summary>
    protected static RawZip MixedZip() => new RawZip { Comment = "kept"u8.ToArray() }
        .Add(new RawZipEntry("AndroidManifest.xml", Encoding.UTF8.GetBytes(new string('m', 500))) { Deflated = true })
        .Add(new RawZipEntry("resources.arsc", new byte[101]) { LocalExtra = [0, 0, 0] })
        .Add(new RawZipEntry("classes.dex", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))]) { Deflated = true, Descriptor = true })
        .Add(new RawZipEntry("assets/stored descriptor.bin", new byte[33]) { Descriptor = true, LocalExtra = [0xfe, 0xca, 1, 0, 9] })
        .Add(new RawZipEntry("lib/arm64-v8a/libx.so", new byte[1234]) { Gap = new byte[7] })
        .Add(new RawZipEntry("lib/x86/libx.so", new byte[10]) { Deflated = true })
        .Add(new RawZipEntry("res/", []))
        .Add(new RawZipEntry("res/ä日.png", new byte[77]))
        .Add(new RawZipEntry("META-INF/services/some.Service", "x"u8.ToArray()))
        .Add(new RawZipEntry(new string('n', 200) + "/ü", [1, 2, 3]));

    protected string Mixed() => MixedZip().WriteTo(Folder.Combine("mixed.apk"));

    protected static async Task<ApkSigningResult> SignAsync(string input, string output, string key = "RSA2048", int minSdk = 24, params SignatureScheme[] schemes)
    {
        using var identity = TestIdentities.Get(key);
        return await SignAsync(input, output, identity, minSdk, schemes);
    }

    protected static Task<ApkSigningResult> SignAsync(string input, string output, SigningIdentity identity, int minSdk, params SignatureScheme[] schemes) =>
        ApkSigner.SignAsync(input, output, identity, new ApkSigningOptions { MinSdk = minSdk, Schemes = [.. schemes] }, progress: null, CancellationToken.None);

    protected static Task<ApkVerification> VerifyAsync(string path, int minSdk = 24) => ApkVerifier.VerifyAsync(path, minSdk, progress: null, CancellationToken.None);

    protected static string Describe(ApkVerification verification) => string.Join('\n', verification.Findings.Select(finding => $"{finding.Kind}: {finding.Message}"));

    /// <summary>Packs a package's entries anew, some of them changed; a null leaves one out.</summary>
    protected string Repack(string path, Func<string, byte[], byte[]?> change, Action<RawZip>? more = null)
    {
        var zip = new RawZip();
        using (var package = ZipPackage.Open(path))
        {
            foreach (var entry in package.Entries)
            {
                if (change(entry.Name, package.ReadAllBytes(entry, 1 << 24)) is { } bytes)
                {
                    zip.Add(new RawZipEntry(entry.Name, bytes) { Deflated = !entry.IsStored, AlignTo = entry.IsStored ? 4 : 0 });
                }
            }
        }

        more?.Invoke(zip);
        return zip.WriteTo(Folder.Combine("repacked.apk"));
    }
}
