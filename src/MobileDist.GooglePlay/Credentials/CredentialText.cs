using System.Text;

namespace MobileDist.GooglePlay;

/// <summary>Finds the JSON in what people give where a credentials file is asked for: its path, its text, or base64 of it.</summary>
internal static class CredentialText
{
    // A service account's key has about 2,400 bytes.
    private const int LongestText = 256 * 1024;

    /// <exception cref="DistributionException">There is no JSON in it, nor at a path that it may be.</exception>
    public static string Read(Secret given, string source)
    {
        var text = Trimmed(given.Reveal());
        if (text.Length == 0)
        {
            throw CredentialFaults.Missing(source);
        }

        if (text.Length > LongestText)
        {
            throw CredentialFaults.NotReadable(source, "it is too long to be a credentials file");
        }

        if (text.StartsWith('{'))
        {
            return text;
        }

        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            throw CredentialFaults.OtherKind(source, "the bare text of a key", "Give the whole JSON file that the Google Cloud console let you download.");
        }

        return IsFile(text)
            ? ReadFile(text, source)
            : FromBase64(text) ?? throw (LooksLikePath(text) ? CredentialFaults.NoSuchFile(source, text) : CredentialFaults.NotReadable(source, "it is neither JSON, nor base64 of JSON, nor the path of a file"));
    }

    /// <summary>Whether it names a file, so that it is no secret itself and may be shown.</summary>
    public static bool IsPath(Secret given) => Trimmed(given.Reveal()) is var text && !text.StartsWith('{') && (IsFile(text) || LooksLikePath(text));

    /// <exception cref="DistributionException">The file cannot be read, or holds no JSON.</exception>
    public static string ReadFile(string path, string source)
    {
        try
        {
            if (new FileInfo(path).Length > LongestText)
            {
                throw CredentialFaults.NotReadable(source, $"the file '{PlainText.Clean(path)}' is too large to be a credentials file");
            }

            var text = Trimmed(File.ReadAllText(path));
            return text.StartsWith('{')
                ? text
                : FromBase64(text) ?? throw CredentialFaults.NotReadable(source, $"the file '{PlainText.Clean(path)}' holds no JSON");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CredentialFaults.NotReadable(source, $"the file '{PlainText.Clean(path)}' cannot be read", error);
        }
    }

    private static string Trimmed(string text) => text.Trim().Trim('\uFEFF', '"', '\'').Trim();

    private static string? FromBase64(string text)
    {
        var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character))).TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact.PadRight((compact.Length + 3) / 4 * 4, '='), bytes, out var written)
            && Trimmed(Encoding.UTF8.GetString(bytes, 0, written)) is var json && json.StartsWith('{')
            ? json
            : null;
    }

    private static bool IsFile(string text) => text.Length < 4096 && !text.Contains('\n', StringComparison.Ordinal) && File.Exists(text);

    private static bool LooksLikePath(string text) =>
        text.Length < 300 && !text.Contains('\n', StringComparison.Ordinal) && (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.StartsWith('/') || text.StartsWith('.') || text.StartsWith('~'));
}
