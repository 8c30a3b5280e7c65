using System.Formats.Asn1;
using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// The outer layer of a PKCS#12 file (RFC 7292 §4): every count of rounds in it is checked before the platform's reader gets the
/// file, and the parts under RC2 can be opened for it.
/// </summary>
internal sealed class Pkcs12Envelope
{
    public const string Format = "PKCS#12";

    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const int MostParts = 8;

    // SHA-1, SHA-256, SHA-384, SHA-512.
    private static readonly string[] MacDigests = ["1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];
    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Implicit0 = new(TagClass.ContextSpecific, 0);

    private readonly List<Part> _parts = [];

    private Pkcs12Envelope()
    {
    }

    /// <summary>Whether the platform's reader may need a cipher that the machine does not have.</summary>
    public bool HasRc2 => _parts.Exists(part => part.Algorithm is { IsRc2: true });

    /// <summary>Whether any part but the key itself is under the password.</summary>
    public bool IsEncrypted => _parts.Exists(part => part.Algorithm is not null);

    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static Pkcs12Envelope Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits)
    {
        var envelope = new Pkcs12Envelope();
        var pfx = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        pfx.ReadInteger();
        var authenticatedSafe = pfx.ReadSequence();
        if (!string.Equals(authenticatedSafe.ReadObjectIdentifier(), Data, StringComparison.Ordinal))
        {
            throw KeystoreFaults.Unsupported(access, Format, "a public-key signature instead of a password").AsUnfit();
        }

        var content = authenticatedSafe.ReadSequence(Explicit0).ReadOctetString();
        if (pfx.HasData)
        {
            CheckMac(pfx.ReadSequence(), access, limits);
        }

        var parts = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
        while (parts.HasData)
        {
            if (envelope._parts.Count == MostParts)
            {
                throw KeystoreFaults.Unsupported(access, Format, $"more than {MostParts} parts").AsUnfit();
            }

            envelope._parts.Add(ReadPart(parts.ReadEncodedValue(), access, limits));
        }

        return envelope;
    }

    /// <summary>
    /// The same file without its MAC and with the parts under RC2 opened; null when the password does not open them. The caller clears it.
    /// </summary>
    public byte[]? OpenRc2(string? password)
    {
        var safe = new AsnWriter(AsnEncodingRules.BER);
        using (safe.PushSequence())
        {
            foreach (var part in _parts)
            {
                if (part.Algorithm is not { IsRc2: true })
                {
                    safe.WriteEncodedValue(part.Encoded.Span);
                    continue;
                }

                var plain = part.Algorithm.DecryptRc2(part.Content, password);
                if (plain is null)
                {
                    return null;
                }

                WriteData(safe, plain);
                CryptographicOperations.ZeroMemory(plain);
            }
        }

        var pfx = new AsnWriter(AsnEncodingRules.BER);
        using (pfx.PushSequence())
        {
            pfx.WriteInteger(3);
            var content = safe.Encode();
            WriteData(pfx, content);
            CryptographicOperations.ZeroMemory(content);
        }

        safe.Reset();
        var result = pfx.Encode();
        pfx.Reset();
        return result;
    }

    private static void WriteData(AsnWriter writer, ReadOnlySpan<byte> content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Data);
            using (writer.PushSequence(Explicit0))
            {
                writer.WriteOctetString(content);
            }
        }
    }

    private static void CheckMac(AsnReader mac, KeystoreAccess access, KeystoreLimits limits)
    {
        var digestInfo = mac.ReadSequence();
        var digest = digestInfo.ReadSequence().ReadObjectIdentifier();
        if (!MacDigests.Contains(digest, StringComparer.Ordinal))
        {
            throw KeystoreFaults.Unsupported(access, Format, $"the integrity check '{digest}'").AsUnfit();
        }

        mac.ReadOctetString();
        if (mac.HasData)
        {
            PbeAlgorithm.ReadIterations(mac, access, limits);
        }
    }

    private static Part ReadPart(ReadOnlyMemory<byte> encoded, KeystoreAccess access, KeystoreLimits limits)
    {
        var info = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        switch (info.ReadObjectIdentifier())
        {
            case Data:
                return new Part(encoded, null, []);
            case EncryptedData:
                var encryptedData = info.ReadSequence(Explicit0).ReadSequence();
                encryptedData.ReadInteger();
                var contentInfo = encryptedData.ReadSequence();
                contentInfo.ReadObjectIdentifier();
                var algorithm = PbeAlgorithm.Read(contentInfo, Format, access, limits);
                return new Part(encoded, algorithm, contentInfo.HasData ? contentInfo.ReadOctetString(Implicit0) : []);
            case var oid:
                throw KeystoreFaults.Unsupported(access, Format, $"a part of the kind '{oid}'").AsUnfit();
        }
    }

    private sealed record Part(ReadOnlyMemory<byte> Encoded, PbeAlgorithm? Algorithm, byte[] Content);
}
