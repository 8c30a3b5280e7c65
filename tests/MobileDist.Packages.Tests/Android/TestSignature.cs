using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Signatures that claim a signer and verify for nobody.</summary>
internal static class TestSignature
{
    public static byte[] Certificate(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
        return certificate.RawData;
    }

    public static string Digest(byte[] certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    /// <summary>The two size fields, the pairs, the magic.</summary>
    public static byte[] Block(params (uint Id, byte[] Value)[] pairs)
    {
        byte[] body = [.. pairs.SelectMany(pair => (byte[])[.. ByteWriter.UInt32(pair.Value.Length + 4, 0, pair.Id), .. pair.Value])];
        var size = ByteWriter.UInt32(body.Length + 24, 0);
        return [.. size, .. body, .. size, .. "APK Sig Block 42"u8];
    }

    /// <summary>A v2 (or v3, with its API levels) value with one signer for each certificate chain.</summary>
    public static byte[] SchemeValue(bool hasSdkRange, params byte[][][] chains)
    {
        byte[] range = hasSdkRange ? ByteWriter.UInt32(24, 0x7fffffff) : [];
        var signers = chains.Select(chain =>
        {
            byte[] signedData = [.. Prefixed(), .. Prefixed([.. chain.SelectMany(certificate => Prefixed(certificate))]), .. range, .. Prefixed()];
            return Prefixed([.. Prefixed(signedData), .. range, .. Prefixed(), .. Prefixed()]);
        });
        return Prefixed([.. signers.SelectMany(signer => signer)]);
    }

    /// <summary>CMS SignedData whose one signer is the certificate at the index.</summary>
    public static byte[] Cms(byte[][] certificates, int signer)
    {
        var body = new AsnReader(certificates[signer], AsnEncodingRules.DER).ReadSequence().ReadSequence();
        body.ReadEncodedValue();
        var serial = body.ReadEncodedValue();
        body.ReadEncodedValue();
        var issuer = body.ReadEncodedValue();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.PushSetOf().Dispose();
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                }

                using (writer.PushSetOf(zero))
                {
                    Array.ForEach(certificates, certificate => writer.WriteEncodedValue(certificate));
                }

                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteInteger(1);
                    using (writer.PushSequence())
                    {
                        writer.WriteEncodedValue(issuer.Span);
                        writer.WriteEncodedValue(serial.Span);
                    }
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] Prefixed(params byte[] bytes) => [.. ByteWriter.UInt32(bytes.Length), .. bytes];
}
