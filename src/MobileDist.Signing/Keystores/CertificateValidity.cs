using System.Formats.Asn1;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// When a certificate is valid, read from its DER. The platform's own properties give local time, and loading the machine's time
/// zones for that costs a short run several milliseconds.
/// </summary>
internal readonly record struct CertificateValidity(DateTimeOffset Start, DateTimeOffset End)
{
    private const int LatestYearOfTwoDigits = 2049;

    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Steps through TBSCertificate (RFC 5280 §4.1) to its Validity.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static CertificateValidity Read(ReadOnlyMemory<byte> certificate)
    {
        var body = new AsnReader(certificate, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (body.PeekTag() == Version)
        {
            body.ReadEncodedValue();
        }

        // Serial number, signature algorithm, issuer.
        body.ReadEncodedValue();
        body.ReadEncodedValue();
        body.ReadEncodedValue();
        var validity = body.ReadSequence();
        return new CertificateValidity(ReadTime(validity), ReadTime(validity));
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime(LatestYearOfTwoDigits) : reader.ReadGeneralizedTime();
}
