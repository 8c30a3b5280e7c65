using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>The signature of an issuer on a certificate (RFC 5280, 4.1.1).</summary>
internal static class CertificateSignature
{
    /// <summary>Why one certificate was not issued by the other; null when it was.</summary>
    /// <exception cref="AsnContentException">The first is malformed.</exception>
    /// <exception cref="CryptographicException">The key of the issuer is malformed.</exception>
    public static string? FaultOf(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
        {
            return $"'{issuer.Subject}' is not its issuer";
        }

        var whole = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.BER).ReadSequence();
        var signed = whole.ReadEncodedValue();
        var algorithm = whole.ReadEncodedValue();
        var signature = whole.ReadBitString(out var unusedBits);
        if (unusedBits != 0)
        {
            return "its signature does not end with a whole byte";
        }

        if (!SignedAlgorithm(signed).Span.SequenceEqual(algorithm.Span))
        {
            return "it names two algorithms for its signature";
        }

        var oid = new AsnReader(algorithm, AsnEncodingRules.BER).ReadSequence().ReadObjectIdentifier();
        return IsRight(signed.Span, signature, oid, issuer) switch
        {
            true => null,
            false => $"its signature is not that of '{issuer.Subject}'",
            null => $"the algorithm {oid} of its signature is not known, or does not fit the key of '{issuer.Subject}'",
        };
    }

    private static ReadOnlyMemory<byte> SignedAlgorithm(ReadOnlyMemory<byte> signed)
    {
        var body = new AsnReader(signed, AsnEncodingRules.BER).ReadSequence();
        if (body.PeekTag() == new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true))
        {
            // The version.
            body.ReadEncodedValue();
        }

        // The serial number.
        body.ReadEncodedValue();
        return body.ReadEncodedValue();
    }

    // RFC 8017, A.2.4 and RFC 5758, 3.2. SHA-1 still stands in Apple's older tree, which signs profiles.
    private static bool? IsRight(ReadOnlySpan<byte> signed, byte[] signature, string algorithm, X509Certificate2 issuer)
    {
        HashAlgorithmName? hash = algorithm switch
        {
            "1.2.840.113549.1.1.5" => HashAlgorithmName.SHA1,
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (hash is not { } name)
        {
            return null;
        }

        if (algorithm.StartsWith("1.2.840.113549.", StringComparison.Ordinal))
        {
            using var rsa = issuer.GetRSAPublicKey();
            return rsa?.VerifyData(signed, signature, name, RSASignaturePadding.Pkcs1);
        }

        using var ec = issuer.GetECDsaPublicKey();
        return ec?.VerifyData(signed, signature, name, DSASignatureFormat.Rfc3279DerSequence);
    }
}
