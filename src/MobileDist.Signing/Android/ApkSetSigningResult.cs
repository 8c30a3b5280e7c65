using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>What was written by <see cref="ApkSetSigner"/>.</summary>
/// <param name="Output">Full path of the signed set.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Schemes">The schemes that every APK in it is signed with, in ascending order.</param>
/// <param name="CertificateDigest">SHA-256 of the signer certificate, lower-case hexadecimal.</param>
/// <param name="Apks">The APKs that were signed, by their paths in the set.</param>
public sealed record ApkSetSigningResult(
    string Output, long Size, ImmutableArray<SignatureScheme> Schemes, string CertificateDigest, ImmutableArray<string> Apks);
