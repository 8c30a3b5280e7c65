using System.Collections.Immutable;

namespace MobileDist.Pipeline.Signing;

/// <summary>A signature that holds.</summary>
/// <param name="CertificateDigest">SHA-256 of the signer certificate's DER, lower-case hexadecimal.</param>
/// <param name="Schemes">Those that verified: <c>v2</c>.</param>
internal sealed record VerifiedSignature(string CertificateDigest, ImmutableArray<string> Schemes)
{
    /// <summary>What did not stop it.</summary>
    public ImmutableArray<Fault> Warnings { get; init; } = [];
}
