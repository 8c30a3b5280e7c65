using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// How a key or a part of a PKCS#12 file is encrypted (PBES2 of RFC 8018, or a pair of RFC 7292 appendix C), read before anything is derived:
/// the rounds come out of the file, and the platform would do them all.
/// </summary>
/// <param name="Rc2KeyBits">40 or 128 for RC2; 0 for what the platform decrypts.</param>
/// <param name="Salt">For RC2 only.</param>
/// <param name="Iterations">For RC2 only.</param>
internal sealed record PbeAlgorithm(int Rc2KeyBits, byte[] Salt, int Iterations)
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string Sha1With3KeyTripleDes = "1.2.840.113549.1.12.1.3";
    private const string Sha1With2KeyTripleDes = "1.2.840.113549.1.12.1.4";
    private const string Sha1WithRc2128 = "1.2.840.113549.1.12.1.5";
    private const string Sha1WithRc240 = "1.2.840.113549.1.12.1.6";

    private static readonly PbeAlgorithm Platform = new(0, [], 0);

    // PRFs: HMAC with SHA-1, SHA-256, SHA-384, SHA-512. Ciphers: 3DES, AES-128, AES-192, AES-256, all CBC.
    private static readonly string[] Prfs = ["1.2.840.113549.2.7", "1.2.840.113549.2.9", "1.2.840.113549.2.10", "1.2.840.113549.2.11"];
    private static readonly string[] Ciphers = ["1.2.840.113549.3.7", "2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.22", "2.16.840.1.101.3.4.1.42"];

    /// <summary>RC2 is not on every machine: OpenSSL 3 has it in a separate provider only.</summary>
    public bool IsRc2 => Rc2KeyBits != 0;

    /// <summary>Reads and checks an AlgorithmIdentifier.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static PbeAlgorithm Read(AsnReader reader, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var identifier = reader.ReadSequence();
        var oid = identifier.ReadObjectIdentifier();
        switch (oid)
        {
            case Pbes2:
                CheckPbes2(identifier.ReadSequence(), format, access, limits);
                return Platform;
            case Sha1With3KeyTripleDes or Sha1With2KeyTripleDes or Sha1WithRc2128 or Sha1WithRc240:
                var parameters = identifier.ReadSequence();
                var salt = parameters.ReadOctetString();
                var iterations = ReadIterations(parameters, access, limits);
                return oid switch
                {
                    Sha1WithRc240 => new PbeAlgorithm(40, salt, iterations),
                    Sha1WithRc2128 => new PbeAlgorithm(128, salt, iterations),
                    _ => Platform,
                };
            default:
                throw KeystoreFaults.Unsupported(access, format, $"the encryption '{oid}'").AsUnfit();
        }
    }

    /// <summary>Reads a count of rounds and holds it against the limit.</summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static int ReadIterations(AsnReader reader, KeystoreAccess access, KeystoreLimits limits)
    {
        if (!reader.TryReadInt32(out var iterations))
        {
            throw KeystoreFaults.TooManyIterations(access, $"over {int.MaxValue}", limits.Iterations).AsUnfit();
        }

        if (iterations < 1 || iterations > limits.Iterations)
        {
            throw KeystoreFaults.TooManyIterations(access, $"{iterations}", limits.Iterations).AsUnfit();
        }

        return iterations;
    }

    /// <summary>Decrypts with RC2; null when the password is not the right one.</summary>
    public byte[]? DecryptRc2(ReadOnlySpan<byte> content, string? password)
    {
        var key = Pkcs12KeyDerivation.DeriveSha1(password, Salt, Iterations, Pkcs12KeyDerivation.EncryptionKey, Rc2KeyBits / 8);
        var iv = Pkcs12KeyDerivation.DeriveSha1(password, Salt, Iterations, Pkcs12KeyDerivation.InitialVector, Rc2.BlockSize);
        try
        {
            return new Rc2(key, Rc2KeyBits).DecryptCbc(content, iv);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// Decrypts an EncryptedPrivateKeyInfo (RFC 5208) to the PKCS#8 bytes, which the caller clears; null when the password is not the right one.
    /// </summary>
    /// <exception cref="AsnContentException">It is malformed.</exception>
    public static byte[]? DecryptKey(ReadOnlyMemory<byte> encrypted, string? password, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var info = new AsnReader(encrypted, AsnEncodingRules.BER).ReadSequence();
        var algorithm = Read(info, format, access, limits);
        if (algorithm.IsRc2)
        {
            return algorithm.DecryptRc2(info.ReadOctetString(), password);
        }

        try
        {
            return Pkcs8PrivateKeyInfo.DecryptAndDecode(password.AsSpan(), encrypted, out _).Encode();
        }
        catch (CryptographicException)
        {
            // The algorithm is one that the platform has, so it is the password; a damaged key looks the same.
            return null;
        }
    }

    private static void CheckPbes2(AsnReader parameters, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var derivation = parameters.ReadSequence();
        var function = derivation.ReadObjectIdentifier();
        if (!string.Equals(function, Pbkdf2, StringComparison.Ordinal))
        {
            throw KeystoreFaults.Unsupported(access, format, $"the key derivation '{function}'").AsUnfit();
        }

        var pbkdf2 = derivation.ReadSequence();
        pbkdf2.ReadOctetString();
        ReadIterations(pbkdf2, access, limits);
        if (pbkdf2.HasData && pbkdf2.PeekTag() == Asn1Tag.Integer)
        {
            pbkdf2.ReadIntegerBytes();
        }

        if (pbkdf2.HasData && pbkdf2.ReadSequence().ReadObjectIdentifier() is var prf && !Prfs.Contains(prf, StringComparer.Ordinal))
        {
            throw KeystoreFaults.Unsupported(access, format, $"the pseudo-random function '{prf}'").AsUnfit();
        }

        var cipher = parameters.ReadSequence().ReadObjectIdentifier();
        if (!Ciphers.Contains(cipher, StringComparer.Ordinal))
        {
            throw KeystoreFaults.Unsupported(access, format, $"the cipher '{cipher}'").AsUnfit();
        }
    }
}
