using System.Security.Cryptography;

namespace MobileDist.GooglePlay;

/// <summary>
/// Reads the <c>private_key</c> of a service account. Its line breaks are what stores of secrets damage most: written as
/// <c>\n</c>, doubled, replaced by blanks, or lost. None of them matters here.
/// </summary>
internal static class PrivateKeyText
{
    private const int LeastBits = 2_048;

    /// <exception cref="DistributionException">It is no RSA private key.</exception>
    public static RSA Read(Secret text, string source)
    {
        var plain = text.Reveal().Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        string[] parts = plain.Split("-----", StringSplitOptions.TrimEntries);
        var (label, body) = parts switch
        {
            ["", var begin, var inside, var end, ..] when begin.StartsWith("BEGIN ", StringComparison.Ordinal) && end.StartsWith("END ", StringComparison.Ordinal) => (begin["BEGIN ".Length..], inside),
            ["", var begin, ..] when begin.StartsWith("BEGIN ", StringComparison.Ordinal) => throw CredentialFaults.BadPrivateKey(source, "its last line '-----END PRIVATE KEY-----' is missing, so it may be cut"),
            [var bare] => ("PRIVATE KEY", bare),
            _ => throw CredentialFaults.BadPrivateKey(source, "it does not begin with '-----BEGIN PRIVATE KEY-----'"),
        };
        if (label is not ("PRIVATE KEY" or "RSA PRIVATE KEY"))
        {
            throw CredentialFaults.BadPrivateKey(source, $"it is a '{PlainText.Clean(label.Length > 40 ? label[..40] : label)}'");
        }

        var compact = string.Concat(body.Where(character => !char.IsWhiteSpace(character) && character != '\\'));
        var der = new byte[compact.Length];
        try
        {
            return Convert.TryFromBase64String(compact, der, out var written) && written > 0
                ? Import(der.AsSpan(0, written), label.StartsWith("RSA", StringComparison.Ordinal), source)
                : throw CredentialFaults.BadPrivateKey(source, "what stands between its first and last line is no base64");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static RSA Import(ReadOnlySpan<byte> der, bool isPkcs1, string source)
    {
        var key = RSA.Create();
        try
        {
            if (isPkcs1)
            {
                key.ImportRSAPrivateKey(der, out _);
            }
            else
            {
                key.ImportPkcs8PrivateKey(der, out _);
            }

            return key.KeySize >= LeastBits ? key : throw CredentialFaults.BadPrivateKey(source, $"its {key.KeySize} bits are fewer than the {LeastBits} of Google's keys");
        }
        catch (CryptographicException error)
        {
            key.Dispose();
            throw CredentialFaults.BadPrivateKey(source, "it holds no RSA private key; some of it may be lost", error);
        }
        catch (DistributionException)
        {
            key.Dispose();
            throw;
        }
    }
}
