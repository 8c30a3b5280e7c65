using System.Security.Cryptography;
using System.Text;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Finds the private key in what people paste where a <c>.p8</c> is asked for: the file's text, the text with its line
/// breaks written as <c>\n</c> or lost, base64 of the file, or the bare base64 inside of it.
/// </summary>
internal static class ApiKeyText
{
    // A P-256 key in PEM has about 260 characters.
    private const int LongestText = 64 * 1024;

    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <exception cref="DistributionException">It is none, or no EC key on the curve P-256.</exception>
    public static ECDsa Read(string text, string source)
    {
        var (label, der) = Decode(text, source, isInner: false);
        try
        {
            return Import(label, der, source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static (string? Label, byte[] Der) Decode(string text, string source, bool isInner)
    {
        if (text.Length > LongestText)
        {
            throw AppStoreConnectFaults.KeyNotReadable(source, $"it is {text.Length} characters long");
        }

        var plain = text.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Trim().Trim('\uFEFF', '"', '\'').Trim();
        if (plain.Length == 0)
        {
            throw AppStoreConnectFaults.KeyMissing(source);
        }

        if (plain.IndexOf(Begin, StringComparison.Ordinal) is >= 0 and var begin)
        {
            return Armoured(plain[(begin + Begin.Length)..], source);
        }

        var bytes = FromBase64(plain)
            ?? throw (plain.EndsWith(".p8", StringComparison.OrdinalIgnoreCase) ? AppStoreConnectFaults.KeyIsPath(source) : AppStoreConnectFaults.KeyNotReadable(source, "it is neither PEM nor base64"));
        if (bytes.AsSpan().IndexOf("-----BEGIN "u8) is >= 0 and < 8 && !isInner)
        {
            return Decode(Encoding.UTF8.GetString(bytes), source, isInner: true);
        }

        return (null, bytes);
    }

    private static (string Label, byte[] Der) Armoured(string afterBegin, string source)
    {
        var labelEnd = afterBegin.IndexOf(Dashes, StringComparison.Ordinal);
        if (labelEnd < 0)
        {
            throw AppStoreConnectFaults.KeyNotReadable(source, "its first line is cut");
        }

        var label = afterBegin[..labelEnd];
        var bodyStart = labelEnd + Dashes.Length;
        var end = afterBegin.IndexOf(Dashes, bodyStart, StringComparison.Ordinal);
        if (end < 0)
        {
            throw AppStoreConnectFaults.KeyNotReadable(source, "its last line '-----END PRIVATE KEY-----' is missing, so it may be cut");
        }

        return (label, FromBase64(afterBegin[bodyStart..end]) ?? throw AppStoreConnectFaults.KeyNotReadable(source, "what stands between its first and last line is no base64"));
    }

    /// <summary>Base64 in either alphabet, with white space anywhere and with or without padding; null when it is none.</summary>
    private static byte[]? FromBase64(string text)
    {
        var compact = new StringBuilder(text.Length + 3);
        foreach (var character in text.TrimEnd('=', ' ', '\r', '\n', '\t'))
        {
            if (!char.IsWhiteSpace(character))
            {
                compact.Append(character switch { '-' => '+', '_' => '/', _ => character });
            }
        }

        compact.Append('=', (4 - (compact.Length % 4)) % 4);
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact.ToString(), bytes, out var written) && written > 0 ? bytes[..written] : null;
    }

    private static ECDsa Import(string? label, byte[] der, string source)
    {
        if (label is not (null or "PRIVATE KEY" or "EC PRIVATE KEY"))
        {
            throw AppStoreConnectFaults.KeyOfOtherKind(source, $"a '{PlainText.Clean(label)}'");
        }

        var key = ECDsa.Create();
        try
        {
            int read;
            if (label is "EC PRIVATE KEY")
            {
                key.ImportECPrivateKey(der, out read);
            }
            else
            {
                key.ImportPkcs8PrivateKey(der, out read);
            }

            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (read != der.Length || key.KeySize != 256 || (curve.Oid.Value is { } oid && !string.Equals(oid, P256, StringComparison.Ordinal)))
            {
                throw AppStoreConnectFaults.KeyOfOtherKind(source, $"an EC key of {key.KeySize} bits that is not on the curve P-256");
            }

            return key;
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException)
        {
            // The latter for a curve that this machine does not know.
            key.Dispose();
            throw AppStoreConnectFaults.KeyNotReadable(source, "it holds no EC private key", error);
        }
        catch (DistributionException)
        {
            key.Dispose();
            throw;
        }
    }
}
