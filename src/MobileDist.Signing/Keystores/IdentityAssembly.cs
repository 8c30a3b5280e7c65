using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Puts a private key and loose certificates together: the certificate of the key first, then its issuers.</summary>
internal static class IdentityAssembly
{
    // Longer chains than this do not exist; it ends a ring of certificates that issue one another.
    private const int LongestChain = 16;

    /// <param name="alias">The entry's name; null where the source has none.</param>
    /// <param name="key">The private key; the identity owns it, or it is disposed.</param>
    /// <param name="certificates">All certificates at hand in any order; the identity keeps its own, the others are disposed.</param>
    /// <param name="access">For messages.</param>
    public static SigningIdentity Build(string? alias, AsymmetricAlgorithm key, IReadOnlyList<X509Certificate2> certificates, KeystoreAccess access)
    {
        List<X509Certificate2> chain = [];
        try
        {
            if (certificates.Count == 0)
            {
                throw KeystoreFaults.NoCertificate(access, alias).AsUnfit();
            }

            var publicKey = PublicKey(key);
            var leaf = certificates.FirstOrDefault(certificate => IsOf(publicKey, certificate))
                ?? throw KeystoreFaults.CertificateOfAnotherKey(access, alias, certificates).AsUnfit();
            chain = Order(leaf, certificates, access);
            return new SigningIdentity(alias ?? CommonName(leaf), key, chain);
        }
        catch (CryptographicException error)
        {
            key.Dispose();
            throw KeystoreFaults.KeyDamaged(access).AsUnfit(error);
        }
        catch (DistributionException)
        {
            key.Dispose();
            throw;
        }
        finally
        {
            foreach (var unused in certificates.Except(chain, ReferenceEqualityComparer.Instance).Cast<X509Certificate2>())
            {
                unused.Dispose();
            }
        }
    }

    /// <summary>Whether a DER certificate was issued for a key.</summary>
    public static bool IsOf(AsymmetricAlgorithm key, ReadOnlyMemory<byte> certificate, KeystoreAccess access)
    {
        using var loaded = LoadCertificate(certificate, access);
        return IsOf(PublicKey(key), loaded);
    }

    /// <summary>Loads one DER certificate, and asks at once for what the platform would read later, and fail.</summary>
    public static X509Certificate2 LoadCertificate(ReadOnlyMemory<byte> der, KeystoreAccess access)
    {
        X509Certificate2? certificate = null;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der.Span);
            _ = CertificateValidity.Read(certificate.RawDataMemory);
            _ = certificate.PublicKey.EncodedKeyValue;
            _ = certificate.SubjectName.EnumerateRelativeDistinguishedNames().Count();
            return certificate;
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException or ArgumentException)
        {
            certificate?.Dispose();
            throw KeystoreFaults.CertificateDamaged(access).AsUnfit(error);
        }
    }

    private static bool IsOf(byte[] publicKey, X509Certificate2 certificate) => certificate.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(publicKey);

    /// <summary>The public half as a certificate holds it: RSAPublicKey, or the uncompressed point (RFC 5480 §2.2).</summary>
    private static byte[] PublicKey(AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            return rsa.ExportRSAPublicKey();
        }

        var point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
        return [0x04, .. point.X!, .. point.Y!];
    }

    /// <summary>The leaf, its issuer, that one's issuer …, as far as the certificates go.</summary>
    public static List<X509Certificate2> Order(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> certificates, KeystoreAccess access)
    {
        List<X509Certificate2> chain = [leaf];
        for (var current = leaf; chain.Count < LongestChain;)
        {
            var issuer = certificates.FirstOrDefault(candidate => !chain.Contains(candidate) && Issued(candidate, current, access));
            if (issuer is null || SelfIssued(current))
            {
                break;
            }

            chain.Add(issuer);
            current = issuer;
        }

        return chain;
    }

    private static bool Issued(X509Certificate2 issuer, X509Certificate2 subject, KeystoreAccess access)
    {
        if (!issuer.SubjectName.RawData.AsSpan().SequenceEqual(subject.IssuerName.RawData))
        {
            return false;
        }

        try
        {
            // An authority that renewed its certificate has several under one name; the key identifiers tell them apart.
            return AuthorityKey(subject) is not { } wanted || SubjectKey(issuer) is not { } offered || wanted.Span.SequenceEqual(offered.Span);
        }
        catch (CryptographicException error)
        {
            throw KeystoreFaults.CertificateDamaged(access).AsUnfit(error);
        }
    }

    private static ReadOnlyMemory<byte>? AuthorityKey(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;

    private static ReadOnlyMemory<byte>? SubjectKey(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;

    private static bool SelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string CommonName(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return name.Length > 0 ? name : "key";
    }
}
