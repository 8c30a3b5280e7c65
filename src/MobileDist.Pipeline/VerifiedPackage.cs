using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Pipeline;

/// <summary>A package whose signature holds.</summary>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Info">What it says about itself.</param>
/// <param name="CertificateDigest">SHA-256 of the signer certificate's DER, lower-case hexadecimal.</param>
/// <param name="Schemes">The schemes that verified: <c>v2</c>, <c>codesign</c>.</param>
/// <param name="Warnings">What did not stop it.</param>
public sealed record VerifiedPackage(string FullPath, PackageInfo Info, string CertificateDigest, ImmutableArray<string> Schemes, ImmutableArray<Fault> Warnings);
