using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>Who signed, and how.</summary>
/// <param name="CertificateDigest">SHA-256 of the certificate's DER, lower-case hexadecimal.</param>
/// <param name="ThrowAway">Whether the key was made for trying out.</param>
internal sealed record RecordedSigner(string CertificateDigest, bool ThrowAway)
{
    /// <summary>The schemes that verified: <c>v2</c>.</summary>
    public ImmutableArray<string> Schemes
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
