using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>What <see cref="ApkVerifier"/> or <see cref="BundleVerifier"/> came to.</summary>
/// <param name="Findings">Errors and warnings; of very many, the first few hundred.</param>
/// <param name="Schemes">The schemes that are there and without error, in ascending order.</param>
/// <param name="CertificateDigests">SHA-256 of each signer certificate of these schemes, lower-case hexadecimal, without repeats.</param>
public sealed record ApkVerification(
    ImmutableArray<ApkFinding> Findings, ImmutableArray<SignatureScheme> Schemes, ImmutableArray<string> CertificateDigests)
{
    /// <summary>Whether devices from the minimum SDK on accept the signature: nothing but warnings was found.</summary>
    public bool IsVerified => Errors.IsEmpty;

    public ImmutableArray<ApkFinding> Errors => [.. Findings.Where(finding => !finding.IsWarning)];

    public ImmutableArray<ApkFinding> Warnings => [.. Findings.Where(finding => finding.IsWarning)];
}
