using System.Collections.Immutable;
using System.Formats.Asn1;

namespace MobileDist.Packages.Android;

/// <summary>
/// Takes the signers' certificates out of a CMS SignedData (RFC 5652, section 5), as a JAR signature block is one.
/// Nothing is verified and no certificate is opened by the platform's parser: the bytes come from a pull request.
/// </summary>
internal static class CmsSigners
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const int MostCertificates = 64;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1);

    /// <summary>DER of one certificate for each signer, in the order of the signers.</summary>
    public static ImmutableArray<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bytes, string file, string entry)
    {
        try
        {
            var signers = ReadSigners(bytes);
            return signers.IsEmpty ? throw PackageFaults.SignatureFile(file, entry) : signers;
        }
        catch (AsnContentException cause)
        {
            throw PackageFaults.SignatureFile(file, entry, cause);
        }
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> ReadSigners(ReadOnlyMemory<byte> bytes)
    {
        var content = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        if (content.ReadObjectIdentifier() is not SignedData)
        {
            return [];
        }

        var signed = content.ReadSequence(Context0).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        signed.ReadSequence();
        var certificates = new List<ReadOnlyMemory<byte>>();
        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context0))
        {
            var set = signed.ReadSetOf(Context0);
            while (set.HasData && certificates.Count < MostCertificates)
            {
                certificates.Add(set.ReadEncodedValue());
            }
        }

        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context1))
        {
            signed.ReadEncodedValue();
        }

        var found = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(1);
        var signerInfos = signed.ReadSetOf();
        while (signerInfos.HasData && found.Count < MostCertificates)
        {
            if (CertificateOf(signerInfos.ReadSequence(), certificates) is { } certificate)
            {
                found.Add(certificate);
            }
        }

        return found.ToImmutable();
    }

    private static ReadOnlyMemory<byte>? CertificateOf(AsnReader signerInfo, List<ReadOnlyMemory<byte>> certificates)
    {
        signerInfo.ReadInteger();
        if (signerInfo.PeekTag().HasSameClassAndValue(Context0))
        {
            // Named by key identifier, which no Android or Java tool writes: clear only when there is one certificate.
            return certificates.Count == 1 ? certificates[0] : null;
        }

        var identifier = signerInfo.ReadSequence();
        var issuer = identifier.ReadEncodedValue();
        var serial = identifier.ReadIntegerBytes();
        foreach (var certificate in certificates)
        {
            if (Names(certificate, issuer.Span, serial.Span))
            {
                return certificate;
            }
        }

        return null;
    }

    /// <summary>Whether the certificate has this issuer and serial number (RFC 5280, section 4.1).</summary>
    private static bool Names(ReadOnlyMemory<byte> certificate, ReadOnlySpan<byte> issuer, ReadOnlySpan<byte> serial)
    {
        var body = new AsnReader(certificate, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Context0))
        {
            body.ReadEncodedValue();
        }

        if (!body.ReadIntegerBytes().Span.SequenceEqual(serial))
        {
            return false;
        }

        body.ReadSequence();
        return body.ReadEncodedValue().Span.SequenceEqual(issuer);
    }
}
