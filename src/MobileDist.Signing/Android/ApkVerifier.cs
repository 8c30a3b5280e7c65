using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Verifies every signature that an APK carries, v1, v2, v3 and v3.1 (AOSP, "Application signing"). Stricter than a
/// device, which looks at one scheme only: here each that is there has to be right. Chunks and entries are hashed by all
/// processors, in bounded memory.
/// </summary>
public static class ApkVerifier
{
    /// <param name="path">The package.</param>
    /// <param name="minSdk">The oldest API level that it installs on; decides which schemes it needs.</param>
    /// <param name="progress">Bytes hashed so far; null when nobody looks.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: not a zip file, or a malformed one; everything else is a finding.</exception>
    public static Task<ApkVerification> VerifyAsync(string path, int minSdk, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => Verify(path, minSdk, progress, cancellation), cancellation);

    private static ApkVerification Verify(string path, int minSdk, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var package = ZipPackage.Open(path);
        var findings = new ApkFindingList();
        var meter = new ProgressMeter($"Verifying {package.FileName}", package.Length, progress);
        var block = FindBlock(package, findings, out var malformed);
        var schemes = new List<ApkSchemeVerifier>(3);
        foreach (var (scheme, id) in (ReadOnlySpan<(SignatureScheme, uint)>)
            [(SignatureScheme.V2, ApkSigningBlockIds.V2), (SignatureScheme.V3, ApkSigningBlockIds.V3), (SignatureScheme.V31, ApkSigningBlockIds.V31)])
        {
            if (block?.Find(id) is { } pair)
            {
                schemes.Add(new ApkSchemeVerifier(package, pair, scheme, findings));
            }
        }

        if (block is not null && schemes.Count > 0)
        {
            VerifyContent(package, block, schemes, meter, cancellation);
        }

        var jar = new JarVerifier(package, findings);
        jar.Verify(meter, cancellation);

        var certificates = new SortedDictionary<SignatureScheme, ImmutableArray<string>>();
        foreach (var scheme in schemes)
        {
            certificates.Add(scheme.Scheme, scheme.Certificates);
        }

        if (jar.IsPresent)
        {
            certificates.Add(SignatureScheme.V1, jar.Certificates);
        }

        CheckPresence(certificates, schemes, jar, minSdk, malformed, findings);
        ApkAlignmentCheck.Run(package, findings);
        var fine = certificates.Where(pair => findings.IsFine(pair.Key)).ToArray();
        return new ApkVerification(
            findings.ToImmutable(),
            [.. fine.Select(pair => pair.Key)],
            [.. fine.SelectMany(pair => pair.Value).Distinct(StringComparer.Ordinal)]);
    }

    private static ApkSigningBlock? FindBlock(ZipPackage package, ApkFindingList findings, out bool malformed)
    {
        malformed = false;
        try
        {
            return ApkSigningBlock.Find(package);
        }
        catch (DistributionException error)
        {
            malformed = true;
            findings.BlockMalformed(null, error.Message);
            return null;
        }
    }

    private static void VerifyContent(
        ZipPackage package, ApkSigningBlock block, List<ApkSchemeVerifier> schemes, ProgressMeter meter, CancellationToken cancellation)
    {
        // What was digested is an end record that says the directory begins where the signing block does.
        var end = new byte[package.Length - package.EndOfCentralDirectoryOffset];
        package.ReadExactly(package.EndOfCentralDirectoryOffset, end);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)block.Offset);
        var sha256 = schemes.Exists(scheme => scheme.Needs(HashAlgorithmName.SHA256));
        var sha512 = schemes.Exists(scheme => scheme.Needs(HashAlgorithmName.SHA512));
        var digest = new ApkContentDigest(
            [new ApkFileSection(package, 0, block.Offset), new ApkMemorySection(package.CentralDirectory), new ApkMemorySection(end)], sha256, sha512);
        digest.Compute(copy: null, meter.Add, cancellation);
        foreach (var scheme in schemes)
        {
            scheme.CheckContent(digest);
        }
    }

    private static void CheckPresence(
        SortedDictionary<SignatureScheme, ImmutableArray<string>> present, List<ApkSchemeVerifier> schemes, JarVerifier jar, int minSdk, bool malformed, ApkFindingList findings)
    {
        if (present.Count == 0)
        {
            if (!malformed)
            {
                findings.NoSignature();
            }

            return;
        }

        if (minSdk < ApkSchemeChoice.FirstWithV2 && !jar.IsPresent)
        {
            findings.SchemeMissing(SignatureScheme.V1, minSdk);
        }
        else if (minSdk < ApkSchemeChoice.FirstWithV3 && !jar.IsPresent && !present.ContainsKey(SignatureScheme.V2))
        {
            findings.SchemeMissing(SignatureScheme.V2, minSdk);
        }

        foreach (var (stripped, witness) in schemes.SelectMany(scheme => scheme.Promised).Concat(jar.Promised))
        {
            if (!present.ContainsKey(stripped))
            {
                findings.SchemeStripped(stripped, witness);
            }
        }

        CheckSameSigners(present, schemes, findings);
    }

    // Of a scheme that failed nothing is known. A v3 signer with a proof of rotation may have another certificate than the older schemes; that is what it is for.
    private static void CheckSameSigners(
        SortedDictionary<SignatureScheme, ImmutableArray<string>> present, List<ApkSchemeVerifier> schemes, ApkFindingList findings)
    {
        KeyValuePair<SignatureScheme, ImmutableArray<string>>? first = null;
        foreach (var pair in present)
        {
            if (pair.Key == SignatureScheme.V31 || !findings.IsFine(pair.Key) || schemes.Exists(scheme => scheme.Scheme == pair.Key && scheme.HasRotation))
            {
                continue;
            }

            if (first is { } other && !pair.Value.ToHashSet(StringComparer.Ordinal).SetEquals(other.Value))
            {
                findings.SignersDiffer(other.Key, pair.Key);
            }

            first ??= pair;
        }
    }
}
