using System.Collections.Immutable;

namespace MobileDist.Signing.Android;

/// <summary>What was written by <see cref="BundleSigner"/>.</summary>
/// <param name="Output">Full path of the signed bundle.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="CertificateDigest">SHA-256 of the signer certificate, lower-case hexadecimal.</param>
/// <param name="RemovedEntries">Names of the entries of an earlier signature that were left out.</param>
public sealed record BundleSigningResult(string Output, long Size, string CertificateDigest, ImmutableArray<string> RemovedEntries);
