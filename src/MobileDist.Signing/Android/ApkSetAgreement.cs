using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>What the APKs of a set have to have in common, compared with the first that has it.</summary>
internal sealed class ApkSetAgreement(ApkFindingList findings)
{
    private readonly HashSet<string> _certificates = new(StringComparer.Ordinal);
    private (string Apk, PackageInfo Info)? _first;
    private (string Apk, ImmutableArray<string> Digests)? _signed;
    private HashSet<SignatureScheme>? _schemes;

    /// <summary>The schemes that verified in each, in ascending order.</summary>
    public ImmutableArray<SignatureScheme> Schemes => _schemes is null ? [] : [.. _schemes.Order()];

    /// <summary>Those of all, without repeats.</summary>
    public ImmutableArray<string> CertificateDigests => [.. _certificates.Order(StringComparer.Ordinal)];

    /// <param name="apk">Its path in the set.</param>
    /// <param name="info">What it says about itself.</param>
    /// <param name="verification">What verifying it came to.</param>
    public void Add(string apk, PackageInfo info, ApkVerification verification)
    {
        foreach (var finding in verification.Findings)
        {
            findings.InApk(apk, finding);
        }

        _schemes ??= [.. verification.Schemes];
        _schemes.IntersectWith(verification.Schemes);
        CompareApp(apk, info);

        // Of a signature that does not hold nothing is known.
        if (!verification.CertificateDigests.IsEmpty)
        {
            CompareSigner(apk, verification.CertificateDigests);
        }
    }

    private void CompareApp(string apk, PackageInfo info)
    {
        var (first, expected) = _first ??= (apk, info);
        if (!string.Equals(info.Identifier, expected.Identifier, StringComparison.Ordinal))
        {
            findings.ApkIdentifiersDiffer(apk, info.Identifier, first, expected.Identifier);
        }

        if (!string.Equals(info.BuildNumber, expected.BuildNumber, StringComparison.Ordinal))
        {
            findings.ApkVersionCodesDiffer(apk, info.BuildNumber, first, expected.BuildNumber);
        }
    }

    private void CompareSigner(string apk, ImmutableArray<string> digests)
    {
        _certificates.UnionWith(digests);
        var (first, expected) = _signed ??= (apk, digests);
        if (!digests.ToHashSet(StringComparer.Ordinal).SetEquals(expected))
        {
            findings.ApkSignersDiffer(apk, string.Join(", ", digests), first, string.Join(", ", expected));
        }
    }
}
