using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>The key derivation of PKCS#12 (RFC 7292 appendix B.2) with SHA-1, which the old encryptions use.</summary>
internal static class Pkcs12KeyDerivation
{
    public const byte EncryptionKey = 1;
    public const byte InitialVector = 2;

    // u and v of the RFC for SHA-1, in bytes.
    private const int DigestSize = SHA1.HashSizeInBytes;
    private const int BlockSize = 64;

    /// <param name="password">Null is no bytes at all; the empty string is its terminating zero. Writers differ there.</param>
    /// <param name="salt">From the file.</param>
    /// <param name="iterations">From the file, already held against the limit.</param>
    /// <param name="purpose">What the bytes are for: the RFC's ID.</param>
    /// <param name="size">How many bytes to make.</param>
    public static byte[] DeriveSha1(string? password, ReadOnlySpan<byte> salt, int iterations, byte purpose, int size)
    {
        var result = new byte[size];
        var passwordBytes = PasswordBytes(password);
        var saltLength = RoundUp(salt.Length);
        var input = new byte[BlockSize + saltLength + RoundUp(passwordBytes.Length)];
        input.AsSpan(0, BlockSize).Fill(purpose);
        Repeat(salt, input.AsSpan(BlockSize, saltLength));
        Repeat(passwordBytes, input.AsSpan(BlockSize + saltLength));

        Span<byte> digest = stackalloc byte[DigestSize];
        Span<byte> addend = stackalloc byte[BlockSize];
        for (var done = 0; done < size; done += DigestSize)
        {
            SHA1.HashData(input, digest);
            for (var round = 1; round < iterations; round++)
            {
                SHA1.HashData(digest, digest);
            }

            digest[..Math.Min(DigestSize, size - done)].CopyTo(result.AsSpan(done));
            Repeat(digest, addend);
            for (var block = BlockSize; block < input.Length; block += BlockSize)
            {
                AddOneMore(input.AsSpan(block, BlockSize), addend);
            }
        }

        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(passwordBytes);
        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(addend);
        return result;
    }

    /// <summary>UTF-16, big end first, with a terminating zero.</summary>
    private static byte[] PasswordBytes(string? password)
    {
        if (password is null)
        {
            return [];
        }

        var bytes = new byte[(password.Length + 1) * 2];
        for (var i = 0; i < password.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), password[i]);
        }

        return bytes;
    }

    private static int RoundUp(int length) => (length + BlockSize - 1) / BlockSize * BlockSize;

    private static void Repeat(ReadOnlySpan<byte> pattern, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = pattern[i % pattern.Length];
        }
    }

    /// <summary>block = block + addend + 1, as big numbers that wrap around.</summary>
    private static void AddOneMore(Span<byte> block, ReadOnlySpan<byte> addend)
    {
        var carry = 1;
        for (var i = block.Length - 1; i >= 0; i--)
        {
            carry += block[i] + addend[i];
            block[i] = (byte)carry;
            carry >>= 8;
        }
    }
}
