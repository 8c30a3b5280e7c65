using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>What was written by <see cref="ApkSigner"/>.</summary>
/// <param name="Output">Full path of the signed package.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Schemes">The schemes that it is signed with, in ascending order.</param>
/// <param name="CertificateDigest">SHA-256 of the signer certificate, lower-case hexadecimal.</param>
/// <param name="RealignedEntries">How many entries got another alignment than a plain copy would have.</param>
/// <param name="RemovedEntries">Names of the entries of an earlier signature that were left out.</param>
public sealed record ApkSigningResult(
    string Output, long Size, ImmutableArray<SignatureScheme> Schemes, string CertificateDigest, int RealignedEntries, ImmutableArray<string> RemovedEntries);
