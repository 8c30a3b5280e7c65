using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads JKS and JCEKS, Java's own keystores from before PKCS#12 became keytool's default.</summary>
internal static class JavaKeystoreReader
{
    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreKind kind, KeystoreAccess access, KeystoreLimits limits)
    {
        var format = kind == KeystoreKind.Jks ? "JKS" : "JCEKS";
        try
        {
            var store = JavaKeystore.Parse(bytes, kind, format, access, limits);
            CheckIntegrity(store, format, access, limits);
            var entry = store.Keys[EntryChoice.Choose([.. store.Keys.Select(key => key.Alias)], store.Others, access)];
            var key = OpenKey(entry, format, access, limits);
            return IdentityAssembly.Build(entry.Alias, key, LoadCertificates(entry, key, access), access);
        }
        catch (AsnContentException error)
        {
            throw KeystoreFaults.KeyDamaged(access).AsUnfit(error);
        }
    }

    private static void CheckIntegrity(JavaKeystore store, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var password = access.StorePassword?.Reveal() ?? throw KeystoreFaults.PasswordMissing(access, $"{format} keystore").AsUnfit();
        if (store.IsIntact(password))
        {
            return;
        }

        // A key has a check of its own: when the password opens one, the password is right and the file changed.
        // One key is enough to ask; a made-up store would have a thousand, each with its rounds.
        throw store.Keys.Take(1).Any(key => Opens(key, password, format, access, limits))
            ? KeystoreFaults.Damaged(access, format, "the password opens its key, but its integrity check fails").AsUnfit()
            : KeystoreFaults.StorePasswordWrong(access, format).AsUnfit();
    }

    private static bool Opens(JavaKeyEntry entry, string password, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        try
        {
            var plain = JavaKeyProtection.Decrypt(entry, password, format, access, limits);
            CryptographicOperations.ZeroMemory(plain);
            return plain is not null;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static AsymmetricAlgorithm OpenKey(JavaKeyEntry entry, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        // A pipeline that always sets a key password is right with the store's where keytool was told just one.
        foreach (var password in access.KeyPasswords())
        {
            if (JavaKeyProtection.Decrypt(entry, password, format, access, limits) is not { } pkcs8)
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

        throw KeystoreFaults.KeyPasswordWrong(access, entry.Alias).AsUnfit();
    }

    private static List<X509Certificate2> LoadCertificates(JavaKeyEntry entry, AsymmetricAlgorithm key, KeystoreAccess access)
    {
        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var certificate in entry.Certificates)
            {
                certificates.Add(IdentityAssembly.LoadCertificate(certificate, access));
            }

            return certificates;
        }
        catch
        {
            key.Dispose();
            certificates.ForEach(certificate => certificate.Dispose());
            throw;
        }
    }
}
