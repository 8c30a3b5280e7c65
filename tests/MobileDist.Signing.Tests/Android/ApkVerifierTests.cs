using System.Text;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

public sealed class ApkVerifierTests : ApkTestBase
{
    [Test]
    public async Task VerifyAsync_WhenPackageIsFine_FindsNothing([Values("RSA2048", "RSA4096", "EC256", "EC384")] string key, [Values(21, 24)] int minSdk)
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), key, minSdk);

        var verification = await VerifyAsync(result.Output, minSdk);

        Assert.That(verification.Findings, Is.Empty, Describe(verification));
        Assert.That(verification.IsVerified);
        Assert.That(verification.Schemes, Is.EqualTo(result.Schemes));
        Assert.That(verification.CertificateDigests, Is.EqualTo(new[] { result.CertificateDigest }));
    }

    [Test]
    public async Task VerifyAsync_WhenNothingIsSigned_SaysSo()
    {
        var verification = await VerifyAsync(Mixed());

        Assert.That(verification.Errors.Single().Kind, Is.EqualTo(ApkFindingKind.NoSignature));
        Assert.That(verification.Warnings.Select(finding => finding.Kind), Does.Contain(ApkFindingKind.EntryMisaligned));
        Assert.That(verification.IsVerified, Is.False);
        Assert.That(verification.Schemes, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenMinSdkNeedsMore_NamesTheScheme()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"));
        Only(await VerifyAsync(result.Output, 23), ApkFindingKind.SchemeMissing, SignatureScheme.V1);

        var onlyV3 = await SignAsync(Mixed(), Folder.Combine("v3.apk"), "RSA2048", 28, SignatureScheme.V3);
        Only(await VerifyAsync(onlyV3.Output, 27), ApkFindingKind.SchemeMissing, SignatureScheme.V2);
        Assert.That((await VerifyAsync(onlyV3.Output, 28)).Schemes, Is.EqualTo(new[] { SignatureScheme.V3 }));
    }

    [TestCase("data")]
    [TestCase("gap")]
    [TestCase("padding")]
    [TestCase("central extra")]
    [TestCase("comment")]
    public async Task VerifyAsync_WhenAByteIsFlipped_FindsTheContentChanged(string where)
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"));
        var bytes = File.ReadAllBytes(result.Output);
        using (var package = ZipPackage.Open(result.Output))
        {
            var block = ApkSigningBlock.Find(package)!;
            var library = package.Find("lib/arm64-v8a/libx.so")!;
            var at = where switch
            {
                "data" => library.DataOffset + 5,
                "gap" => library.LocalHeaderOffset - 3,
                "padding" => block.Offset - 1,
                "central extra" => package.CentralDirectoryOffset + 5,
                _ => package.Length - 1,
            };
            bytes[at] ^= 1;
        }

        var verification = await VerifyAsync(Folder.Write("tampered.apk", bytes));

        Assert.That(verification.Errors.Select(finding => (finding.Kind, finding.Scheme)), Is.EqualTo(new[]
        {
            (ApkFindingKind.ContentDigestMismatch, (SignatureScheme?)SignatureScheme.V2), (ApkFindingKind.ContentDigestMismatch, SignatureScheme.V3),
        }));
        Assert.That(verification.Schemes, Is.Empty);
    }

    [TestCase(ApkSigningBlockIds.V2, "signed data", ApkFindingKind.SignatureMismatch)]
    [TestCase(ApkSigningBlockIds.V3, "signed data", ApkFindingKind.SignatureMismatch)]
    [TestCase(ApkSigningBlockIds.V2, "signature", ApkFindingKind.SignatureMismatch)]
    [TestCase(ApkSigningBlockIds.V3, "public key", ApkFindingKind.SignatureMismatch)]
    [TestCase(ApkSigningBlockIds.V3, "max sdk", ApkFindingKind.SdkRangeMismatch)]
    [TestCase(ApkSigningBlockIds.V2, "algorithm", ApkFindingKind.AlgorithmUnsupported)]
    [TestCase(ApkSigningBlockIds.V2, "length", ApkFindingKind.BlockMalformed)]
    public async Task VerifyAsync_WhenASignerIsTamperedWith_NamesWhat(uint id, string what, ApkFindingKind expected)
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"));
        var bytes = File.ReadAllBytes(result.Output);
        using (var package = ZipPackage.Open(result.Output))
        {
            var pair = ApkSigningBlock.Find(package)!.Find(id)!.Value;
            var signer = ApkSchemeSigner.Read(package, pair).Single();
            var value = bytes.AsSpan((int)pair.Offset, (int)pair.Length);
            var signature = value.IndexOf(signer.Signatures.Single().Value.Span);
            switch (what)
            {
                case "signed data":
                    value[40] ^= 1;
                    break;
                case "signature":
                    value[signature + 7] ^= 1;
                    break;
                case "public key":
                    value[^20] ^= 1;
                    break;
                case "max sdk":
                    value[12 + signer.SignedData.Length + 4 + 3] ^= 1;
                    break;
                case "algorithm":
                    value[signature - 8 + 1] ^= 0x40;
                    break;
                default:
                    value[9] ^= 0x40;
                    break;
            }
        }

        var verification = await VerifyAsync(Folder.Write("tampered.apk", bytes));

        Only(verification, expected, id == ApkSigningBlockIds.V2 ? SignatureScheme.V2 : SignatureScheme.V3);
    }

    [Test]
    public async Task VerifyAsync_WhenTheBlockIsBroken_SaysSo()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"));
        var bytes = File.ReadAllBytes(result.Output);
        using (var package = ZipPackage.Open(result.Output))
        {
            bytes[ApkSigningBlock.Find(package)!.Offset + 1] ^= 1;
        }

        var verification = await VerifyAsync(Folder.Write("tampered.apk", bytes));

        Assert.That(verification.Errors.Single().Kind, Is.EqualTo(ApkFindingKind.BlockMalformed));
        Assert.That(verification.Errors.Single().Message, Does.Contain("contradicts itself"));
    }

    [Test]
    public async Task VerifyAsync_WhenV3WasTakenOut_FindsItByV2()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"));

        Only(await VerifyAsync(Rename(result.Output, ApkSigningBlockIds.V3)), ApkFindingKind.SchemeStripped, SignatureScheme.V2);
    }

    [Test]
    public async Task VerifyAsync_WhenTheBlockWasTakenOut_FindsItByV1()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), minSdk: 21);

        var verification = await VerifyAsync(Repack(result.Output, (_, data) => data), 21);

        Assert.That(verification.Errors.Select(finding => (finding.Kind, finding.Scheme)), Is.EqualTo(new[]
        {
            (ApkFindingKind.SchemeStripped, (SignatureScheme?)SignatureScheme.V1), (ApkFindingKind.SchemeStripped, SignatureScheme.V1),
        }));
    }

    [Test]
    public async Task VerifyAsync_WhenV1EntriesAreTamperedWith_NamesEach()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), "RSA2048", 21, SignatureScheme.V1);
        var path = Repack(
            result.Output,
            (name, data) => name switch
            {
                "classes.dex" => [.. data, 1],
                "resources.arsc" => null,
                _ => data,
            },
            zip => zip.Add("assets/slipped in.txt", "hello"));

        var verification = await VerifyAsync(path, 21);

        Assert.That(verification.Errors.Select(finding => (finding.Kind, finding.Entry)), Is.EqualTo(new[]
        {
            (ApkFindingKind.EntryNotCovered, "assets/slipped in.txt"),
            (ApkFindingKind.EntryDigestMismatch, "classes.dex"),
            (ApkFindingKind.EntryMissing, "resources.arsc"),
        }));
    }

    [Test]
    public async Task VerifyAsync_WhenV1DataDoesNotUnpack_NamesTheEntry()
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), "RSA2048", 21, SignatureScheme.V1);
        var bytes = File.ReadAllBytes(result.Output);
        using (var package = ZipPackage.Open(result.Output))
        {
            bytes[package.Find("resources.arsc")!.DataOffset] ^= 1;
        }

        var verification = await VerifyAsync(Folder.Write("tampered.apk", bytes), 21);

        Assert.That(verification.Errors.Single().Kind, Is.EqualTo(ApkFindingKind.EntryDamaged));
        Assert.That(verification.Errors.Single().Entry, Is.EqualTo("resources.arsc"));
    }

    [TestCase("META-INF/MANIFEST.MF", "Name: classes.dex\r\nSHA-256-Digest: ", "Name: classes.dex\r\nX: y\r\nSHA-256-Digest: ", ApkFindingKind.SectionDigestMismatch)]
    [TestCase("META-INF/MANIFEST.MF", "Created-By: M", "Created-By: N", ApkFindingKind.ManifestDigestMismatch)]
    [TestCase("META-INF/MANIFEST.MF", "Manifest-Version: 1.0", "no colon", ApkFindingKind.ManifestMalformed)]
    [TestCase("META-INF/MANIFEST.MF", "Name: resources.arsc", "Name: classes.dex", ApkFindingKind.ManifestMalformed)]
    [TestCase("META-INF/UPLOAD.SF", "Created-By: M", "Created-By: N", ApkFindingKind.SignatureMismatch)]
    [TestCase("META-INF/UPLOAD.RSA", "*", "*", ApkFindingKind.SignatureMismatch)]
    [TestCase("META-INF/UPLOAD.RSA", "-", "-", ApkFindingKind.SignatureFileIncomplete)]
    [TestCase("META-INF/UPLOAD.SF", "-", "-", ApkFindingKind.SignatureFileIncomplete)]
    [TestCase("META-INF/MANIFEST.MF", "-", "-", ApkFindingKind.ManifestMissing)]
    public async Task VerifyAsync_WhenV1FilesAreTamperedWith_SaysWhich(string file, string old, string changed, ApkFindingKind expected)
    {
        var result = await SignAsync(Mixed(), Folder.Combine("signed.apk"), "RSA2048", 21, SignatureScheme.V1);
        var path = Repack(result.Output, (name, data) => !string.Equals(name, file, StringComparison.Ordinal) ? data : old switch
        {
            "-" => null,
            "*" => [.. data[..^9], (byte)(data[^9] ^ 1), .. data[^8..]],
            _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data).Replace(old, changed, StringComparison.Ordinal)),
        });

        var verification = await VerifyAsync(path, 21);

        Assert.That(verification.Errors, Is.Not.Empty);
        Assert.That(verification.Errors[0].Kind, Is.EqualTo(expected), Describe(verification));
        Assert.That(verification.Schemes, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenSchemesAreByDifferentKeys_SaysSo()
    {
        var v1 = await SignAsync(Mixed(), Folder.Combine("v1.apk"), "EC256", 21, SignatureScheme.V1);
        byte[]? files = null;
        var both = await SignAsync(Mixed(), Folder.Combine("both.apk"), "RSA2048", 24, SignatureScheme.V2, SignatureScheme.V3);
        var bytes = File.ReadAllBytes(both.Output);

        // The v3 pair of a package of the same bytes, signed by another key, in the place of the padding.
        var other = await SignAsync(Mixed(), Folder.Combine("other.apk"), "EC256", 24, SignatureScheme.V2, SignatureScheme.V3);
        using (var package = ZipPackage.Open(other.Output))
        using (var target = ZipPackage.Open(both.Output))
        {
            var pair = ApkSigningBlock.Find(package)!.Find(ApkSigningBlockIds.V3)!.Value;
            files = ApkSigningBlock.Read(package, pair, 1 << 20);
            var block = ApkSigningBlock.Find(target)!;
            var v3 = block.Find(ApkSigningBlockIds.V3)!.Value;
            var padding = block.Find(ApkSigningBlockIds.Padding)!.Value;
            files.CopyTo(bytes, v3.Offset);
            BitConverter.TryWriteBytes(bytes.AsSpan((int)v3.Offset - 12), (long)files.Length + 4);
            var next = (int)v3.Offset + files.Length;
            BitConverter.TryWriteBytes(bytes.AsSpan(next), padding.Offset + padding.Length - next - 8);
            BitConverter.TryWriteBytes(bytes.AsSpan(next + 8), ApkSigningBlockIds.Padding);
        }

        Only(await VerifyAsync(Folder.Write("mixed keys.apk", bytes)), ApkFindingKind.SignersDiffer, SignatureScheme.V3);
        Assert.That((await VerifyAsync(v1.Output, 21)).IsVerified);
    }

    [Test]
    public async Task VerifyAsync_WhenResourcesArePacked_Warns()
    {
        var result = await SignAsync(new RawZip().Add("resources.arsc", "x", deflated: true).WriteTo(Folder.Combine("in.apk")), Folder.Combine("out.apk"));

        var verification = await VerifyAsync(result.Output);

        Assert.That(verification.IsVerified);
        Assert.That(verification.Warnings.Single().Kind, Is.EqualTo(ApkFindingKind.ResourcesPacked));
    }

    [Test]
    public async Task VerifyAsync_WhenALibraryIsOnA4KPage_Warns()
    {
        var zip = new RawZip().Add(new RawZipEntry("lib/x86/a.so", [1]) { AlignTo = 4096 });

        var verification = await VerifyAsync(zip.WriteTo(Folder.Combine("in.apk")));

        Assert.That(verification.Warnings.Single().Kind, Is.EqualTo(ApkFindingKind.LibraryMisaligned));
    }

    [Test]
    public void VerifyAsync_WhenFileIsNoZip_Throws() => Assert.That(
        Assert.ThrowsAsync<DistributionException>(() => VerifyAsync(Folder.Write("x.apk", "no zip at all")))!.ExitCode, Is.EqualTo(ExitCode.Unfit));

    private static void Only(ApkVerification verification, ApkFindingKind kind, SignatureScheme scheme)
    {
        Assert.That(verification.Errors.Select(finding => (finding.Kind, finding.Scheme)), Is.EqualTo(new[] { (kind, (SignatureScheme?)scheme) }), Describe(verification));
        Assert.That(verification.Schemes, Does.Not.Contain(scheme).Or.Empty);
    }

    private string Rename(string path, uint id)
    {
        var bytes = File.ReadAllBytes(path);
        using (var package = ZipPackage.Open(path))
        {
            bytes[ApkSigningBlock.Find(package)!.Find(id)!.Value.Offset - 4] ^= 1;
        }

        return Folder.Write("renamed.apk", bytes);
    }
}
