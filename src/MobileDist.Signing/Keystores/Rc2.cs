using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// Decrypts RC2 (RFC 2268) in CBC mode. Old <c>.p12</c> files keep their certificates under its 40-bit form, and the
/// platform's own RC2 needs a provider of OpenSSL that many machines do not have. It is there to read, never to write.
/// </summary>
internal sealed class Rc2
{
    public const int BlockSize = 8;

    private const int Words = 64;

    private readonly ushort[] _key = new ushort[Words];

    /// <param name="key">1 to 128 bytes.</param>
    /// <param name="effectiveBits">The RFC's T1, 1 to 1024.</param>
    public Rc2(ReadOnlySpan<byte> key, int effectiveBits)
    {
        if (key.Length is 0 or > 128)
        {
            throw new ArgumentException("A key has 1 to 128 bytes.", nameof(key));
        }

        Span<byte> expanded = stackalloc byte[128];
        key.CopyTo(expanded);
        for (var i = key.Length; i < expanded.Length; i++)
        {
            expanded[i] = PiTable[(byte)(expanded[i - 1] + expanded[i - key.Length])];
        }

        var effectiveBytes = (effectiveBits + 7) / 8;
        var mask = (byte)(0xFF >> ((8 * effectiveBytes) - effectiveBits));
        expanded[128 - effectiveBytes] = PiTable[expanded[128 - effectiveBytes] & mask];
        for (var i = 127 - effectiveBytes; i >= 0; i--)
        {
            expanded[i] = PiTable[expanded[i + 1] ^ expanded[i + effectiveBytes]];
        }

        for (var i = 0; i < Words; i++)
        {
            _key[i] = BinaryPrimitives.ReadUInt16LittleEndian(expanded[(2 * i)..]);
        }

        CryptographicOperations.ZeroMemory(expanded);
    }

    private static ReadOnlySpan<byte> PiTable =>
    [
        0xD9, 0x78, 0xF9, 0xC4, 0x19, 0xDD, 0xB5, 0xED, 0x28, 0xE9, 0xFD, 0x79, 0x4A, 0xA0, 0xD8, 0x9D,
        0xC6, 0x7E, 0x37, 0x83, 0x2B, 0x76, 0x53, 0x8E, 0x62, 0x4C, 0x64, 0x88, 0x44, 0x8B, 0xFB, 0xA2,
        0x17, 0x9A, 0x59, 0xF5, 0x87, 0xB3, 0x4F, 0x13, 0x61, 0x45, 0x6D, 0x8D, 0x09, 0x81, 0x7D, 0x32,
        0xBD, 0x8F, 0x40, 0xEB, 0x86, 0xB7, 0x7B, 0x0B, 0xF0, 0x95, 0x21, 0x22, 0x5C, 0x6B, 0x4E, 0x82,
        0x54, 0xD6, 0x65, 0x93, 0xCE, 0x60, 0xB2, 0x1C, 0x73, 0x56, 0xC0, 0x14, 0xA7, 0x8C, 0xF1, 0xDC,
        0x12, 0x75, 0xCA, 0x1F, 0x3B, 0xBE, 0xE4, 0xD1, 0x42, 0x3D, 0xD4, 0x30, 0xA3, 0x3C, 0xB6, 0x26,
        0x6F, 0xBF, 0x0E, 0xDA, 0x46, 0x69, 0x07, 0x57, 0x27, 0xF2, 0x1D, 0x9B, 0xBC, 0x94, 0x43, 0x03,
        0xF8, 0x11, 0xC7, 0xF6, 0x90, 0xEF, 0x3E, 0xE7, 0x06, 0xC3, 0xD5, 0x2F, 0xC8, 0x66, 0x1E, 0xD7,
        0x08, 0xE8, 0xEA, 0xDE, 0x80, 0x52, 0xEE, 0xF7, 0x84, 0xAA, 0x72, 0xAC, 0x35, 0x4D, 0x6A, 0x2A,
        0x96, 0x1A, 0xD2, 0x71, 0x5A, 0x15, 0x49, 0x74, 0x4B, 0x9F, 0xD0, 0x5E, 0x04, 0x18, 0xA4, 0xEC,
        0xC2, 0xE0, 0x41, 0x6E, 0x0F, 0x51, 0xCB, 0xCC, 0x24, 0x91, 0xAF, 0x50, 0xA1, 0xF4, 0x70, 0x39,
        0x99, 0x7C, 0x3A, 0x85, 0x23, 0xB8, 0xB4, 0x7A, 0xFC, 0x02, 0x36, 0x5B, 0x25, 0x55, 0x97, 0x31,
        0x2D, 0x5D, 0xFA, 0x98, 0xE3, 0x8A, 0x92, 0xAE, 0x05, 0xDF, 0x29, 0x10, 0x67, 0x6C, 0xBA, 0xC9,
        0xD3, 0x00, 0xE6, 0xCF, 0xE1, 0x9E, 0xA8, 0x2C, 0x63, 0x16, 0x01, 0x3F, 0x58, 0xE2, 0x89, 0xA9,
        0x0D, 0x38, 0x34, 0x1B, 0xAB, 0x33, 0xFF, 0xB0, 0xBB, 0x48, 0x0C, 0x5F, 0xB9, 0xB1, 0xCD, 0x2E,
        0xC5, 0xF3, 0xDB, 0x47, 0xE5, 0xA5, 0x9C, 0x77, 0x0A, 0xA6, 0x20, 0x68, 0xFE, 0x7F, 0xC1, 0xAD,
    ];

    /// <summary>Decrypts and takes the padding (PKCS#7) off; null when the length or the padding is not right.</summary>
    public byte[]? DecryptCbc(ReadOnlySpan<byte> content, ReadOnlySpan<byte> iv)
    {
        if (content.Length == 0 || content.Length % BlockSize != 0)
        {
            return null;
        }

        var plain = new byte[content.Length];
        var previous = iv;
        for (var offset = 0; offset < content.Length; offset += BlockSize)
        {
            var block = plain.AsSpan(offset, BlockSize);
            var encrypted = content.Slice(offset, BlockSize);
            DecryptBlock(encrypted, block);
            for (var i = 0; i < BlockSize; i++)
            {
                block[i] ^= previous[i];
            }

            previous = encrypted;
        }

        var padding = plain[^1];
        var result = padding is > 0 and <= BlockSize && plain.AsSpan(plain.Length - padding).IndexOfAnyExcept(padding) < 0
            ? plain[..^padding]
            : null;
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <summary>Decrypts one block of eight bytes.</summary>
    public void DecryptBlock(ReadOnlySpan<byte> source, Span<byte> target)
    {
        Span<ushort> r = stackalloc ushort[4];
        for (var i = 0; i < 4; i++)
        {
            r[i] = BinaryPrimitives.ReadUInt16LittleEndian(source[(2 * i)..]);
        }

        // Sixteen mixing rounds from the last key word down; a mashing round after the fifth and the eleventh.
        for (var round = 15; round >= 0; round--)
        {
            for (var i = 3; i >= 0; i--)
            {
                r[i] = (ushort)(ushort.RotateRight(r[i], Rotation(i))
                    - _key[(4 * round) + i] - (r[(i + 3) % 4] & r[(i + 2) % 4]) - (~r[(i + 3) % 4] & r[(i + 1) % 4]));
            }

            if (round is 11 or 5)
            {
                for (var i = 3; i >= 0; i--)
                {
                    r[i] -= _key[r[(i + 3) % 4] & (Words - 1)];
                }
            }
        }

        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * i)..], r[i]);
        }
    }

    private static int Rotation(int word) => word switch { 0 => 1, 1 => 2, 2 => 3, _ => 5 };
}
