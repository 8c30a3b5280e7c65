using System.Formats.Asn1;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// Checks what of a CMS (RFC 5652, section 5) neither its signature covers nor the platform looks at, so that nothing in it can
/// change unseen.
/// </summary>
internal static class CmsForm
{
    private const string SignedData = "1.2.840.113549.1.7.2";

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);

    /// <summary>Half a sentence; null when the form is right.</summary>
    /// <param name="bytes">The CMS.</param>
    /// <param name="strict">Nothing but what codesign writes for iOS: no unsigned attributes.</param>
    /// <exception cref="AsnContentException">It is no BER.</exception>
    public static string? FaultOf(ReadOnlyMemory<byte> bytes, bool strict)
    {
        var outer = new AsnReader(bytes, AsnEncodingRules.BER);
        var info = outer.ReadSequence();
        if (outer.HasData)
        {
            return "is followed by other bytes";
        }

        if (info.ReadObjectIdentifier() is not SignedData)
        {
            return "is no signed data";
        }

        var signed = info.ReadSequence(Context0).ReadSequence();
        if (signed.ReadInteger() != 1)
        {
            return "is not of version 1";
        }

        var digests = signed.ReadSetOf();
        var digest = AlgorithmOf(digests);
        if (digest is not CodeCmsOids.Sha256 || digests.HasData)
        {
            return "is not over SHA-256 alone";
        }

        var content = signed.ReadSequence();
        if (content.ReadObjectIdentifier() is not CodeCmsOids.Data || content.HasData)
        {
            return "holds content of its own";
        }

        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context0))
        {
            signed.ReadEncodedValue();
        }

        var signers = signed.ReadSetOf();
        return signed.HasData ? "has parts that do not belong there" : SignerFault(signers.ReadSequence(), strict);
    }

    private static string? SignerFault(AsnReader signer, bool strict)
    {
        if (signer.ReadInteger() != 1)
        {
            return "has a signer that is not of version 1";
        }

        signer.ReadSequence();
        if (AlgorithmOf(signer) is not CodeCmsOids.Sha256)
        {
            return "has a signer whose digest is not SHA-256";
        }

        signer.ReadEncodedValue();
        AlgorithmOf(signer);
        signer.ReadOctetString();
        return strict && signer.HasData ? "has attributes that are not signed" : null;
    }

    /// <summary>The algorithm's identifier; its parameters are NULL or absent.</summary>
    private static string AlgorithmOf(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
        {
            algorithm.ReadNull();
        }

        algorithm.ThrowIfNotEmpty();
        return oid;
    }
}
