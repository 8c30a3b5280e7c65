using System.Formats.Asn1;
using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>Makes a key object of the bytes of a private key that is not encrypted.</summary>
internal static class PrivateKeyImport
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";

    /// <summary>Imports a PKCS#8 PrivateKeyInfo (RFC 5208): RSA or EC.</summary>
    public static AsymmetricAlgorithm Pkcs8(ReadOnlyMemory<byte> pkcs8, KeystoreAccess access, KeystoreLimits limits)
    {
        CheckSize(pkcs8.Length, access, limits);
        var algorithm = Algorithm(pkcs8, access);
        return algorithm switch
        {
            RsaEncryption => Import(RSA.Create(), pkcs8.Span, access, static (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _)),
            EcPublicKey => Import(ECDsa.Create(), pkcs8.Span, access, static (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _)),
            _ => throw KeystoreFaults.KeyAlgorithmUnsupported(access.Source, AlgorithmName(algorithm)).AsUnfit(),
        };
    }

    /// <summary>Imports a PKCS#1 RSAPrivateKey (RFC 8017).</summary>
    public static AsymmetricAlgorithm Pkcs1(ReadOnlySpan<byte> bytes, KeystoreAccess access, KeystoreLimits limits)
    {
        CheckSize(bytes.Length, access, limits);
        return Import(RSA.Create(), bytes, access, static (key, content) => key.ImportRSAPrivateKey(content, out _));
    }

    /// <summary>Imports a SEC 1 ECPrivateKey (RFC 5915).</summary>
    public static AsymmetricAlgorithm Sec1(ReadOnlySpan<byte> bytes, KeystoreAccess access, KeystoreLimits limits)
    {
        CheckSize(bytes.Length, access, limits);
        return Import(ECDsa.Create(), bytes, access, static (key, content) => key.ImportECPrivateKey(content, out _));
    }

    /// <summary>The same key once more, for an owner of its own.</summary>
    /// <exception cref="CryptographicException">The key's numbers do not fit one another.</exception>
    public static AsymmetricAlgorithm Copy(AsymmetricAlgorithm key)
    {
        var pkcs8 = key.ExportPkcs8PrivateKey();
        AsymmetricAlgorithm copy = key is RSA ? RSA.Create() : ECDsa.Create();
        try
        {
            copy.ImportPkcs8PrivateKey(pkcs8, out _);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static TKey Import<TKey>(TKey key, ReadOnlySpan<byte> bytes, KeystoreAccess access, Importer<TKey> import)
        where TKey : AsymmetricAlgorithm
    {
        try
        {
            import(key, bytes);
            return key;
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw KeystoreFaults.KeyDamaged(access).AsUnfit(error);
        }
    }

    private static void CheckSize(int size, KeystoreAccess access, KeystoreLimits limits)
    {
        if (size > limits.KeySize)
        {
            throw KeystoreFaults.KeyTooLarge(access, size, limits.KeySize).AsUnfit();
        }
    }

    private static string Algorithm(ReadOnlyMemory<byte> pkcs8, KeystoreAccess access)
    {
        try
        {
            var info = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
            info.ReadInteger();
            return info.ReadSequence().ReadObjectIdentifier();
        }
        catch (AsnContentException error)
        {
            throw KeystoreFaults.KeyDamaged(access).AsUnfit(error);
        }
    }

    public static string AlgorithmName(string oid) => oid switch
    {
        "1.2.840.10040.4.1" => "DSA",
        "1.2.840.113549.1.1.10" => "RSASSA-PSS",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        "1.3.101.110" => "X25519",
        _ => oid,
    };

    private delegate void Importer<in TKey>(TKey key, ReadOnlySpan<byte> bytes);
}
