using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>The signed message (CMS, RFC 5652) that a profile is wrapped in.</summary>
/// <param name="Content">The property list inside.</param>
/// <param name="Trust">Who signed it.</param>
/// <param name="SignedUnder">The root of the signer's certificates.</param>
/// <param name="Raw">The whole file.</param>
internal sealed record ProfileEnvelope(ReadOnlyMemory<byte> Content, ProfileTrust Trust, ImmutableArray<byte>? SignedUnder, ImmutableArray<byte> Raw)
{
    // A profile of a hundred devices and dozens of certificates has some 100,000 bytes.
    private const int LargestProfile = 4 * 1024 * 1024;
    private const int MostCertificates = 32;
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignerName = "Apple iPhone OS Provisioning Profile Signing";
    private const string IssuerName = "Apple iPhone Certification Authority";

    public static ProfileEnvelope Open(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Length > LargestProfile)
        {
            throw AppleIdentityFaults.ProfileTooLarge(source, bytes.Length, LargestProfile);
        }

        var kind = KeystoreContent.Identify(bytes.Span);
        if (kind == KeystoreKind.Base64 && KeystoreContent.DecodeBase64(KeystoreContent.ReadText(bytes.Span)!) is { } decoded)
        {
            bytes = decoded;
            kind = KeystoreContent.Identify(decoded);
        }

        if (kind != KeystoreKind.Pkcs7)
        {
            throw AppleIdentityFaults.NoProfile(source, kind);
        }

        try
        {
            return Verify(bytes, source);
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException or ArgumentException or InvalidOperationException or NotSupportedException or FormatException or OverflowException)
        {
            throw AppleIdentityFaults.ProfileDamaged(source, error);
        }
    }

    private static ProfileEnvelope Verify(ReadOnlyMemory<byte> bytes, string source)
    {
        var cms = new SignedCms();
        cms.Decode(bytes.Span);
        if (!string.Equals(cms.ContentInfo.ContentType.Value, Data, StringComparison.Ordinal) || cms.ContentInfo.Content.Length == 0 || cms.SignerInfos.Count != 1)
        {
            throw AppleIdentityFaults.NoProfile(source, KeystoreKind.Pkcs7);
        }

        var raw = ImmutableArray.Create(bytes.Span);
        var certificates = cms.Certificates;
        try
        {
            if (certificates.Count > MostCertificates || cms.SignerInfos[0].Certificate is not { } signer)
            {
                return new ProfileEnvelope(cms.ContentInfo.Content, ProfileTrust.NotVerified, null, raw);
            }

            using (signer)
            {
                CheckSignature(cms, source);
                var (trust, root) = Judge(signer, certificates, source);
                return new ProfileEnvelope(cms.ContentInfo.Content, trust, root, raw);
            }
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }

    private static void CheckSignature(SignedCms cms, string source)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
        }
        catch (CryptographicException error)
        {
            throw AppleIdentityFaults.ProfileChanged(source, error);
        }
    }

    /// <summary>That a chain ends at Apple is not enough: every developer's certificate does. The signer must be the one for profiles.</summary>
    private static (ProfileTrust Trust, ImmutableArray<byte>? Root) Judge(X509Certificate2 signer, X509Certificate2Collection certificates, string source)
    {
        var access = new KeystoreAccess(source, null, null, null, null);
        ImmutableArray<X509Certificate2> chain = [.. IdentityAssembly.Order(signer, [.. certificates, .. AppleCertificates.Roots], access)];
        return AppleChain.Inspect(chain, [], now: null) switch
        {
            AppleChain.Apples when IsProfileSigner(signer) => (ProfileTrust.Apple, [.. chain[^1].RawData]),
            AppleChain.Apples => (ProfileTrust.Other, null),
            AppleChain.Foreign => (ProfileTrust.Other, [.. chain[^1].RawData]),
            _ => (ProfileTrust.Other, null),
        };
    }

    private static bool IsProfileSigner(X509Certificate2 signer) =>
        string.Equals(AppleCertificateFacts.CommonName(signer), SignerName, StringComparison.Ordinal)
        && string.Equals(AppleCertificateFacts.IssuerName(signer), IssuerName, StringComparison.Ordinal);
}
