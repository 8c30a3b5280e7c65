using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Signing.Keystores;

/// <summary>Opens private keys under Sun's two own algorithms, which no other format uses.</summary>
internal static class JavaKeyProtection
{
    private const string JksKeyProtector = "1.3.6.1.4.1.42.2.17.1.1";
    private const string PbeWithMd5AndTripleDes = "1.3.6.1.4.1.42.2.19.1";
    private const int SaltSize = 20;

    /// <summary>Decrypts to PKCS#8 bytes, which the caller clears; null when the password is not the right one.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static byte[]? Decrypt(JavaKeyEntry entry, string password, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var info = new AsnReader(entry.EncryptedKey, AsnEncodingRules.BER).ReadSequence();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        switch (oid)
        {
            case JksKeyProtector:
                return OpenJks(info.ReadOctetString(), password);
            case PbeWithMd5AndTripleDes:
                var parameters = algorithm.ReadSequence();
                var salt = parameters.ReadOctetString();
                var iterations = PbeAlgorithm.ReadIterations(parameters, access, limits);
                return salt.Length == 8 ? OpenJceks(info.ReadOctetString(), salt, iterations, password) : null;
            default:
                throw KeystoreFaults.Unsupported(access, format, $"the encryption '{oid}'").AsUnfit();
        }
    }

    /// <summary>salt ‖ (key XOR SHA-1 chain of password and salt) ‖ SHA-1 of password and key.</summary>
    private static byte[]? OpenJks(ReadOnlySpan<byte> content, string password)
    {
        if (content.Length <= SaltSize + SHA1.HashSizeInBytes)
        {
            return null;
        }

        var passwordBytes = Encoding.BigEndianUnicode.GetBytes(password);
        var cipher = content[SaltSize..^SHA1.HashSizeInBytes];
        var plain = new byte[cipher.Length];
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        content[..SaltSize].CopyTo(digest);
        for (var i = 0; i < cipher.Length; i++)
        {
            if (i % SHA1.HashSizeInBytes == 0)
            {
                HashWithPassword(passwordBytes, digest, digest);
            }

            plain[i] = (byte)(cipher[i] ^ digest[i % SHA1.HashSizeInBytes]);
        }

        HashWithPassword(passwordBytes, plain, digest);
        CryptographicOperations.ZeroMemory(passwordBytes);
        if (CryptographicOperations.FixedTimeEquals(digest, content[^SHA1.HashSizeInBytes..]))
        {
            return plain;
        }

        CryptographicOperations.ZeroMemory(plain);
        return null;
    }

    private static void HashWithPassword(ReadOnlySpan<byte> password, ReadOnlySpan<byte> data, Span<byte> target)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha1.AppendData(password);
        sha1.AppendData(data);
        sha1.GetHashAndReset(target);
    }

    /// <summary>3DES-CBC whose key and vector are two chains of MD5, one over each half of the salt.</summary>
    internal static byte[]? OpenJceks(ReadOnlySpan<byte> content, ReadOnlySpan<byte> salt, int iterations, string password)
    {
        var first = salt[..4].ToArray();
        var second = salt[4..].ToArray();
        if (first.AsSpan().SequenceEqual(second))
        {
            // Java turns the first round then, or the two halves of the key would be the same.
            Array.Reverse(first);
        }

        var passwordBytes = new byte[password.Length];
        for (var i = 0; i < password.Length; i++)
        {
            passwordBytes[i] = (byte)(password[i] & 0x7F);
        }

        // keytool does 200,000 rounds for each half.
        var derived = new byte[2 * MD5.HashSizeInBytes];
        Parallel.Invoke(
            () => Chain(first, passwordBytes, iterations, derived.AsSpan(0, MD5.HashSizeInBytes)),
            () => Chain(second, passwordBytes, iterations, derived.AsSpan(MD5.HashSizeInBytes)));
        CryptographicOperations.ZeroMemory(passwordBytes);
        try
        {
            using var cipher = TripleDES.Create();
            cipher.Key = derived[..24];
            return cipher.DecryptCbc(content, derived.AsSpan(24));
        }
        catch (CryptographicException)
        {
            // A wrong password gives wrong padding, or a key that 3DES calls weak.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static void Chain(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> password, int iterations, Span<byte> target)
    {
        Span<byte> input = new byte[MD5.HashSizeInBytes + password.Length];
        password.CopyTo(input[salt.Length..]);
        salt.CopyTo(input);
        MD5.HashData(input[..(salt.Length + password.Length)], target);
        password.CopyTo(input[MD5.HashSizeInBytes..]);
        for (var round = 1; round < iterations; round++)
        {
            target.CopyTo(input);
            MD5.HashData(input, target);
        }

        CryptographicOperations.ZeroMemory(input);
    }
}
