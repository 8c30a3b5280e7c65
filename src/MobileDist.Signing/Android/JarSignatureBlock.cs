using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Android;

/// <summary>
/// The CMS SignedData (RFC 5652) beside a signature file: detached, without signed attributes, as apksig writes it. That
/// form <c>SignedCms</c> cannot make: it always adds attributes.
/// </summary>
internal static class JarSignatureBlock
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";

    /// <summary>Signs the bytes of a signature file.</summary>
    public static byte[] Sign(ApkKey key, ReadOnlySpan<byte> signatureFile, HashAlgorithmName hash)
    {
        var digest = hash == HashAlgorithmName.SHA1 ? Sha1 : Sha256;
        var signature = key.Sign(signatureFile, hash);
        var certificate = key.Identity.Certificate;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    WriteAlgorithm(writer, digest);
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Data);
                }

                WriteCertificates(writer, key);
                using (writer.PushSetOf())
                {
                    WriteSigner(writer, certificate, digest, key.IsEc ? EcPublicKey : Rsa, signature);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteSigner(AsnWriter writer, X509Certificate2 certificate, string digest, string algorithm, byte[] signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true));
            }

            WriteAlgorithm(writer, digest);
            WriteAlgorithm(writer, algorithm);
            writer.WriteOctetString(signature);
        }
    }

    private static void WriteCertificates(AsnWriter writer, ApkKey key)
    {
        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var certificate in key.Identity.Chain)
            {
                writer.WriteEncodedValue(certificate.RawDataMemory.Span);
            }
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string algorithm)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            writer.WriteNull();
        }
    }
}
