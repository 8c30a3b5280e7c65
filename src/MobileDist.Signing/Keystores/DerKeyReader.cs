using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads a private key as DER (PKCS#8 plain or encrypted, PKCS#1, SEC 1) whose certificates come apart.</summary>
internal static class DerKeyReader
{
    private const string Format = "private key";

    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) =>
        Build(ReadKey(bytes, access, limits), [], access, limits);

    /// <summary>Joins a bare key with the certificates beside it and those of <see cref="KeystoreAccess.CertificateChain"/>.</summary>
    public static SigningIdentity Build(AsymmetricAlgorithm key, List<X509Certificate2> certificates, KeystoreAccess access, KeystoreLimits limits)
    {
        try
        {
            if (access.CertificateChain is { IsEmpty: false } chain)
            {
                certificates.AddRange(CertificateFile.Read(chain, access, limits));
            }

            if (certificates.Count == 0)
            {
                throw KeystoreFaults.BareKey(access).AsUnfit();
            }
        }
        catch
        {
            key.Dispose();
            certificates.ForEach(certificate => certificate.Dispose());
            throw;
        }

        return IdentityAssembly.Build(string.IsNullOrEmpty(access.Alias) ? null : access.Alias, key, certificates, access);
    }

    /// <summary>Tells the four kinds apart by their first members.</summary>
    public static AsymmetricAlgorithm ReadKey(ReadOnlyMemory<byte> der, KeystoreAccess access, KeystoreLimits limits)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            if (reader.PeekTag() == Asn1Tag.Sequence)
            {
                return ReadEncrypted(der, access, limits);
            }

            reader.ReadIntegerBytes();
            var second = reader.PeekTag();
            return second == Asn1Tag.Integer ? PrivateKeyImport.Pkcs1(der.Span, access, limits)
                : second == Asn1Tag.PrimitiveOctetString ? PrivateKeyImport.Sec1(der.Span, access, limits)
                : PrivateKeyImport.Pkcs8(der, access, limits);
        }
        catch (AsnContentException error)
        {
            throw KeystoreFaults.KeyDamaged(access).AsUnfit(error);
        }
    }

    private static AsymmetricAlgorithm ReadEncrypted(ReadOnlyMemory<byte> der, KeystoreAccess access, KeystoreLimits limits)
    {
        if (!access.KeyPasswords().Any())
        {
            throw KeystoreFaults.PasswordMissing(access, "encrypted private key").AsUnfit();
        }

        foreach (var password in access.KeyPasswords())
        {
            if (PbeAlgorithm.DecryptKey(der, password, Format, access, limits) is not { } pkcs8)
            {
                continue;
            }

            try
            {
                return PrivateKeyImport.Pkcs8(pkcs8, access, limits);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }

        throw KeystoreFaults.KeyFilePasswordWrong(access).AsUnfit();
    }
}
