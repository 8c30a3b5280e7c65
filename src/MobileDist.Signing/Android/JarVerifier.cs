using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using MobileDist.Packages;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Verifies the v1 signature: block over signature file, signature file over manifest, manifest over entries.</summary>
internal sealed class JarVerifier(ZipPackage package, ApkFindingList findings)
{
    private const int LargestFile = 64 << 20;
    private const int LargestBlock = 1 << 20;
    private const int MostSigners = 10;
    private const string DigestSuffix = "-Digest";

    private readonly List<string> _certificates = [];
    private readonly List<(SignatureScheme Stripped, SignatureScheme Witness)> _promised = [];

    /// <summary>Whether there is a signature file or a signature block.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Digests of the signers' certificates.</summary>
    public ImmutableArray<string> Certificates => [.. _certificates.Distinct(StringComparer.Ordinal)];

    /// <summary>Schemes that the signature files say the package is signed with too.</summary>
    public IReadOnlyList<(SignatureScheme Stripped, SignatureScheme Witness)> Promised => _promised;

    public void Verify(ProgressMeter meter, CancellationToken cancellation)
    {
        var signers = FindSigners();
        if (!IsPresent || signers.Count == 0)
        {
            return;
        }

        if (package.Find(JarEntryNames.Manifest) is not { } manifestEntry)
        {
            findings.ManifestMissing(signers[0].File.Name);
            return;
        }

        if (Read(manifestEntry, LargestFile) is not { } bytes || Parse(manifestEntry.Name, bytes) is not { } manifest)
        {
            return;
        }

        foreach (var (file, block) in signers)
        {
            cancellation.ThrowIfCancellationRequested();
            VerifySigner(file, block, manifest, bytes);
        }

        VerifyEntries(manifest, meter, cancellation);
    }

    private List<(ZipEntry File, ZipEntry Block)> FindSigners()
    {
        var signers = new List<(ZipEntry, ZipEntry)>();
        foreach (var entry in package.Entries)
        {
            if (!JarEntryNames.IsJarSignature(entry.Name))
            {
                continue;
            }

            var stem = entry.Name[..(entry.Name.LastIndexOf('.') + 1)];
            if (JarEntryNames.IsSignatureFile(entry.Name))
            {
                IsPresent = true;
                if ((package.Find(stem + "RSA") ?? package.Find(stem + "EC") ?? package.Find(stem + "DSA")) is not { } block)
                {
                    findings.SignatureFileIncomplete(entry.Name, stem + "RSA");
                }
                else if (signers.Count < MostSigners)
                {
                    signers.Add((entry, block));
                }
            }
            else if (JarEntryNames.IsSignatureBlock(entry.Name))
            {
                IsPresent = true;
                if (package.Find(stem + "SF") is null)
                {
                    findings.SignatureFileIncomplete(entry.Name, stem + "SF");
                }
            }
        }

        return signers;
    }

    private void VerifySigner(ZipEntry file, ZipEntry block, JarManifest manifest, byte[] manifestBytes)
    {
        if (Read(file, LargestFile) is not { } bytes || Read(block, LargestBlock) is not { } signature)
        {
            return;
        }

        if (!VerifyBlock(block.Name, signature, bytes) || Parse(file.Name, bytes) is not { } signed)
        {
            return;
        }

        foreach (var id in (signed.Main.Find("X-Android-APK-Signed") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (id is "2" or "3")
            {
                _promised.Add((id is "2" ? SignatureScheme.V2 : SignatureScheme.V3, SignatureScheme.V1));
            }
        }

        VerifySections(file.Name, signed, manifest, manifestBytes);
    }

    private bool VerifyBlock(string name, byte[] block, byte[] signedBytes)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(signedBytes), detached: true);
            cms.Decode(block);
            cms.CheckSignature(verifySignatureOnly: true);
            foreach (var signer in cms.SignerInfos)
            {
                if (signer.Certificate is { } certificate)
                {
                    _certificates.Add(Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)));
                }
            }

            if (cms.SignerInfos.Count > 0)
            {
                return true;
            }

            findings.SignatureMismatch(SignatureScheme.V1, $"'{name}' has no signer", name);
        }
        catch (Exception error) when (CryptographicFailure.Is(error))
        {
            findings.SignatureMismatch(SignatureScheme.V1, $"'{name}': {error.Message.TrimEnd('.')}", name);
        }

        return false;
    }

    // The digest of the whole manifest vouches for all of its sections; where it is not right, each section has its own.
    private void VerifySections(string file, JarManifest signed, JarManifest manifest, byte[] manifestBytes)
    {
        var wholeIsRight = signed.Main.FindDigest(DigestSuffix + "-Manifest") is { } whole
            && CryptographicOperations.HashData(whole.Hash, manifestBytes).AsSpan().SequenceEqual(whole.Value);
        var anySectionWrong = false;
        foreach (var (name, section) in manifest.Sections)
        {
            if (!signed.Sections.TryGetValue(name, out var signedSection) || signedSection.FindDigest(DigestSuffix) is not { } digest)
            {
                findings.EntryNotCovered(name, file);
            }
            else if (!wholeIsRight && !CryptographicOperations.HashData(digest.Hash, section.Raw.Span).AsSpan().SequenceEqual(digest.Value))
            {
                anySectionWrong = true;
                findings.SectionDigestMismatch(file, name);
            }
        }

        if (!wholeIsRight && !anySectionWrong)
        {
            findings.ManifestDigestMismatch(file);
        }
    }

    private void VerifyEntries(JarManifest manifest, ProgressMeter meter, CancellationToken cancellation)
    {
        var digests = new List<JarEntryDigest>(package.Entries.Count);
        var expected = new List<byte[]>(package.Entries.Count);
        foreach (var entry in package.Entries)
        {
            if (!JarEntryNames.IsCovered(entry.Name))
            {
                continue;
            }

            if (manifest.Sections.TryGetValue(entry.Name, out var section) && section.FindDigest(DigestSuffix) is { } digest)
            {
                digests.Add(new JarEntryDigest(entry, digest.Hash));
                expected.Add(digest.Value);
            }
            else
            {
                findings.EntryNotCovered(entry.Name, JarEntryNames.Manifest);
            }
        }

        foreach (var name in manifest.Sections.Keys)
        {
            if (package.Find(name) is null)
            {
                findings.EntryMissing(name);
            }
        }

        JarEntryDigests.Compute(package, digests, meter.Add, cancellation);
        for (var i = 0; i < digests.Count; i++)
        {
            if (digests[i].Failure is { } failure)
            {
                findings.EntryDamaged(digests[i].Entry.Name, failure.Message);
            }
            else if (!digests[i].Value.AsSpan().SequenceEqual(expected[i]))
            {
                findings.EntryDigestMismatch(digests[i].Entry.Name);
            }
        }
    }

    private JarManifest? Parse(string name, byte[] bytes)
    {
        var manifest = JarManifest.Parse(bytes, out var reason);
        if (manifest is null)
        {
            findings.ManifestMalformed(name, reason);
        }

        return manifest;
    }

    private byte[]? Read(ZipEntry entry, int limit)
    {
        try
        {
            return package.ReadAllBytes(entry, limit);
        }
        catch (DistributionException error)
        {
            findings.EntryDamaged(entry.Name, error.Message);
            return null;
        }
    }
}
