using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BundleVerifierTests : BundleTestBase
{
    private const string Changed = "base/dex/classes.dex";

    [Test]
    public async Task VerifyAsync_WhenUnsigned_SaysSo() =>
        Assert.That((await VerifyBundleAsync(SampleAab.FullPath)).Findings.Select(finding => finding.Kind), Is.EqualTo(new[] { ApkFindingKind.NoSignature }));

    [TestCase(ApkFindingKind.EntryDigestMismatch)]
    [TestCase(ApkFindingKind.EntryMissing)]
    [TestCase(ApkFindingKind.EntryNotCovered)]
    public async Task VerifyAsync_WhenAnEntryWasTamperedWith_NamesItAndHowItWas(ApkFindingKind kind)
    {
        var signed = (await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"))).Output;
        var name = kind == ApkFindingKind.EntryNotCovered ? "base/dex/classes2.dex" : Changed;
        var path = kind switch
        {
            ApkFindingKind.EntryDigestMismatch => Repack(signed, (entry, data) => entry is Changed ? [.. data[..^1], (byte)(data[^1] ^ 1)] : data),
            ApkFindingKind.EntryMissing => Repack(signed, (entry, data) => entry is Changed ? null : data),
            _ => Repack(signed, (_, data) => data, zip => zip.Add(name, "evil")),
        };

        var verification = await VerifyBundleAsync(path);

        Assert.That(verification.Errors.Select(finding => (finding.Kind, finding.Entry)), Is.EqualTo(new[] { (kind, name) }), Describe(verification));
        Assert.That(verification.CertificateDigests, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenAnyByteOfTheSignatureIsFlipped_FindsIt()
    {
        var signed = (await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"))).Output;
        var random = new Random(31);
        foreach (var file in new[] { "META-INF/MANIFEST.MF", "META-INF/UPLOAD.SF" })
        {
            for (var i = 0; i < 40; i++)
            {
                var path = Repack(signed, (entry, data) => string.Equals(entry, file, StringComparison.Ordinal) ? Flip(data, random) : data);

                Assert.That((await VerifyBundleAsync(path)).IsVerified, Is.False, $"round {i} of {file}");
            }
        }
    }

    [Test]
    public async Task VerifyAsync_WhenAnyByteOfTheFileIsFlipped_IsFoundOrChangesNoEntry()
    {
        var signed = await File.ReadAllBytesAsync((await SignBundleAsync(SampleAab.FullPath, Folder.Combine("signed.aab"))).Output);
        var contents = Contents(Folder.Combine("signed.aab"));
        var random = new Random(32);
        var found = 0;
        for (var i = 0; i < 400; i++)
        {
            var path = Folder.Write("flipped.aab", Flip(signed, random));
            try
            {
                if ((await VerifyBundleAsync(path)).IsVerified)
                {
                    // Time stamps, attributes, the certificates beside the signer's: nothing that reaches a device.
                    Assert.That(Contents(path), Is.EqualTo(contents), $"round {i}");
                    continue;
                }
            }
            catch (DistributionException error)
            {
                Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
            }

            found++;
        }

        Assert.That(found, Is.GreaterThan(300));
    }

    private static Dictionary<string, uint> Contents(string path)
    {
        using var package = ZipPackage.Open(path);
        return package.Entries.Where(entry => !entry.Name.StartsWith("META-INF/", StringComparison.Ordinal)).ToDictionary(entry => entry.Name, entry => entry.Crc32, StringComparer.Ordinal);
    }

    private static byte[] Flip(byte[] data, Random random)
    {
        var flipped = data.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
