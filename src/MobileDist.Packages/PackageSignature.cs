using System.Collections.Immutable;

namespace MobileDist.Packages;

/// <summary>What a package claims about who signed it; nothing here is verified.</summary>
/// <param name="Schemes">The schemes present, in ascending order; empty for an unsigned package.</param>
/// <param name="CertificateDigests">SHA-256 of each signer certificate's DER, lower-case hexadecimal, without repeats.</param>
public sealed record PackageSignature(ImmutableArray<SignatureScheme> Schemes, ImmutableArray<string> CertificateDigests)
{
    public static PackageSignature None { get; } = new([], []);
}
