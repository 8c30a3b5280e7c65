using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>One block of a PEM file (RFC 7468).</summary>
/// <param name="Label">Between BEGIN and the dashes: <c>PRIVATE KEY</c>.</param>
/// <param name="Content">Its decoded bytes; private keys are cleared by <see cref="Clear"/>.</param>
internal sealed record PemBlock(string Label, byte[] Content)
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    /// <summary>All blocks in their order; text around them does not count.</summary>
    public static List<PemBlock> ReadAll(string text, KeystoreAccess access, KeystoreLimits limits)
    {
        // A variable that went through a shell or JSON often has "\n" spelled out where the lines ended.
        if (!text.Contains('\n', StringComparison.Ordinal) && text.Contains("\\n", StringComparison.Ordinal))
        {
            text = text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        }

        List<PemBlock> blocks = [];
        var rest = text.AsSpan();
        for (var at = rest.IndexOf(Begin); at >= 0; at = rest.IndexOf(Begin))
        {
            rest = rest[(at + Begin.Length)..];
            var labelEnd = rest.IndexOf(Dashes);
            var label = labelEnd < 0 ? "" : rest[..labelEnd].ToString();
            var body = labelEnd < 0 ? [] : rest[(labelEnd + Dashes.Length)..];
            var bodyEnd = body.IndexOf($"-----END {label}{Dashes}");
            if (bodyEnd < 0 || blocks.Count == limits.Entries)
            {
                throw KeystoreFaults.PemCutOff(access, label).AsUnfit();
            }

            blocks.Add(new PemBlock(label, Decode(label, body[..bodyEnd], access)));
            rest = body[bodyEnd..];
        }

        return blocks;
    }

    public void Clear() => CryptographicOperations.ZeroMemory(Content);

    private static byte[] Decode(string label, ReadOnlySpan<char> body, KeystoreAccess access)
    {
        if (body.Contains("Proc-Type:", StringComparison.Ordinal) && body.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw KeystoreFaults.PemOldEncryption(access).AsUnfit();
        }

        // OpenPGP's armour has headers and a checksum that are no base64; its label alone says what it is.
        if (label.StartsWith("PGP ", StringComparison.Ordinal))
        {
            return [];
        }

        var buffer = new byte[body.Length];
        if (!Convert.TryFromBase64Chars(body, buffer, out var written) || written == 0)
        {
            throw KeystoreFaults.PemCutOff(access, label).AsUnfit();
        }

        var content = buffer.AsSpan(0, written).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return content;
    }
}
