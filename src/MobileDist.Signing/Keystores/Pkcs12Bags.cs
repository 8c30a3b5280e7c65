using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace MobileDist.Signing.Keystores;

/// <summary>The keys and certificates out of the opened parts of a PKCS#12 file.</summary>
internal sealed class Pkcs12Bags
{
    private const string FriendlyName = "1.2.840.113549.1.9.20";
    private const string LocalKeyId = "1.2.840.113549.1.9.21";
    private const int DeepestNesting = 4;

    public List<Item<Pkcs12SafeBag>> Keys { get; } = [];

    public List<Item<ReadOnlyMemory<byte>>> Certificates { get; } = [];

    /// <summary>A key's name is its own, or that of the certificate that shares its id.</summary>
    public string? Alias(Item<Pkcs12SafeBag> key) => key.Name
        ?? (key.Id is null ? null : Certificates.Find(certificate => SameId(certificate.Id, key.Id))?.Name);

    public static bool SameId(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);

    /// <exception cref="CryptographicException">It is malformed.</exception>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public void Add(Pkcs12SafeContents contents, KeystoreAccess access, KeystoreLimits limits, int depth = 0)
    {
        foreach (var bag in contents.GetBags())
        {
            if (Keys.Count + Certificates.Count >= limits.Entries || depth > DeepestNesting)
            {
                throw KeystoreFaults.Unsupported(access, Pkcs12Envelope.Format, $"more than {limits.Entries} entries").AsUnfit();
            }

            switch (bag)
            {
                case Pkcs12ShroudedKeyBag or Pkcs12KeyBag:
                    Keys.Add(new Item<Pkcs12SafeBag>(bag, Name(bag), Id(bag)));
                    break;
                case Pkcs12CertBag { IsX509Certificate: true } certificate:
                    var der = new AsnReader(certificate.EncodedCertificate, AsnEncodingRules.BER).ReadOctetString();
                    Certificates.Add(new Item<ReadOnlyMemory<byte>>(der, Name(bag), Id(bag)));
                    break;
                case Pkcs12SafeContentsBag { SafeContents: { ConfidentialityMode: Pkcs12ConfidentialityMode.None } inner }:
                    Add(inner, access, limits, depth + 1);
                    break;
            }
        }
    }

    private static string? Name(Pkcs12SafeBag bag) =>
        Attribute(bag, FriendlyName) is { } value
            ? new AsnReader(value, AsnEncodingRules.BER).ReadCharacterString(UniversalTagNumber.BMPString)
            : null;

    private static byte[]? Id(Pkcs12SafeBag bag) =>
        Attribute(bag, LocalKeyId) is { } value ? new AsnReader(value, AsnEncodingRules.BER).ReadOctetString() : null;

    private static byte[]? Attribute(Pkcs12SafeBag bag, string oid)
    {
        foreach (var attribute in bag.Attributes)
        {
            if (string.Equals(attribute.Oid.Value, oid, StringComparison.Ordinal) && attribute.Values.Count > 0)
            {
                return attribute.Values[0].RawData;
            }
        }

        return null;
    }

    /// <param name="Value">The key's bag, or the certificate's DER.</param>
    /// <param name="Name">The friendlyName, which Java calls the alias.</param>
    /// <param name="Id">The localKeyId, which a key and its certificate share.</param>
    internal sealed record Item<T>(T Value, string? Name, byte[]? Id);
}
