using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Signing.Keystores;

/// <summary>Tells by content what a file is.</summary>
internal static class KeystoreContent
{
    // Shorter text is a word or a password that was put into the wrong variable.
    private const int ShortestBase64 = 64;

    public static KeystoreKind Identify(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return KeystoreKind.Empty;
        }

        if (bytes.Length >= 8)
        {
            var kind = BinaryPrimitives.ReadUInt32BigEndian(bytes) switch
            {
                0xFEEDFEED => KeystoreKind.Jks,
                0xCECECECE => KeystoreKind.Jceks,
                // Version, then the length of the salt, which Bouncy Castle has always made 20.
                1 or 2 when BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) is > 0 and <= 64 => KeystoreKind.BouncyCastle,
                0x504B0304 or 0x504B0506 => KeystoreKind.Zip,
                0x6B796368 => KeystoreKind.MacKeychain,
                _ => KeystoreKind.Unknown,
            };
            if (kind != KeystoreKind.Unknown)
            {
                return kind;
            }
        }

        if (bytes[0] == 0x30 && IdentifyDer(bytes) is var der && der != KeystoreKind.Unknown)
        {
            return der;
        }

        if (bytes.StartsWith("Salted__"u8))
        {
            return KeystoreKind.OpenSslEncrypted;
        }

        // OpenPGP packets: public-key or symmetrically encrypted session key, old and new form of the length.
        if (bytes[0] is 0x84 or 0x85 or 0x8C or 0xC1 or 0xC3 && !IsText(bytes))
        {
            return KeystoreKind.OpenPgp;
        }

        return ReadText(bytes) is { } text ? IdentifyText(text) : KeystoreKind.Unknown;
    }

    /// <summary>The file as text: UTF-8, or UTF-16 with its mark, as a redirection in PowerShell writes it; null for binary.</summary>
    public static string? ReadText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        return IsText(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>Decodes base64 with any white space in it.</summary>
    public static byte[]? DecodeBase64(string text)
    {
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var written))
        {
            return null;
        }

        var decoded = buffer.AsSpan(0, written).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return decoded;
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f'))
            {
                return false;
            }
        }

        return System.Text.Unicode.Utf8.IsValid(bytes);
    }

    private static KeystoreKind IdentifyText(string text)
    {
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            return KeystoreKind.Pem;
        }

        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            return KeystoreKind.GitLfsPointer;
        }

        if (trimmed.IsEmpty)
        {
            return KeystoreKind.Empty;
        }

        if (trimmed[0] is '{' or '[')
        {
            return KeystoreKind.Json;
        }

        if (trimmed[0] == '<')
        {
            return KeystoreKind.Html;
        }

        if (trimmed.Length < ShortestBase64)
        {
            return KeystoreKind.Text;
        }

        var digits = 0;
        foreach (var c in trimmed)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')
            {
                digits++;
            }
            else if (c is not ('\r' or '\n' or ' ' or '\t'))
            {
                return KeystoreKind.Text;
            }
        }

        // Words of a sentence are of the same alphabet, but they never fill a multiple of four without a gap for long.
        if (trimmed.IndexOf(' ') is >= 0 and < 32)
        {
            return KeystoreKind.Text;
        }

        return digits % 4 == 0 ? KeystoreKind.Base64 : KeystoreKind.CutBase64;
    }

    /// <summary>Looks at the first two members of the outer sequence; a file cut short keeps those.</summary>
    private static KeystoreKind IdentifyDer(ReadOnlySpan<byte> bytes)
    {
        // The outer length may lie or be cut off: step over the header by hand and read what is inside.
        if (!AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out var offset, out _, out _)
            && !TrySkipHeader(bytes, out offset))
        {
            return KeystoreKind.Unknown;
        }

        var inside = bytes[offset..];
        try
        {
            var first = Asn1Tag.Decode(inside, out _);
            if (first == Asn1Tag.ObjectIdentifier)
            {
                return KeystoreKind.Pkcs7;
            }

            if (first == Asn1Tag.Integer)
            {
                var version = AsnDecoder.ReadIntegerBytes(inside, AsnEncodingRules.BER, out var used);
                var second = Asn1Tag.Decode(inside[used..], out _);
                return second == Asn1Tag.Sequence
                    ? version.SequenceEqual((ReadOnlySpan<byte>)[3]) ? KeystoreKind.Pkcs12 : KeystoreKind.PrivateKey
                    : second == Asn1Tag.Integer || second == Asn1Tag.PrimitiveOctetString ? KeystoreKind.PrivateKey : KeystoreKind.Unknown;
            }

            if (first != Asn1Tag.Sequence || !TrySkipHeader(inside, out var header))
            {
                return KeystoreKind.Unknown;
            }

            // An encrypted private key begins with its algorithm, a certificate with its version or serial number.
            return Asn1Tag.Decode(inside[header..], out _) == Asn1Tag.ObjectIdentifier ? KeystoreKind.PrivateKey : KeystoreKind.Certificate;
        }
        catch (AsnContentException)
        {
            return KeystoreKind.Unknown;
        }
    }

    private static bool TrySkipHeader(ReadOnlySpan<byte> bytes, out int offset)
    {
        offset = 0;
        if (bytes.Length < 2)
        {
            return false;
        }

        var lengthBytes = bytes[1] is > 0x80 and <= 0x84 ? bytes[1] - 0x80 : 0;
        offset = 2 + lengthBytes;
        return offset < bytes.Length;
    }
}
