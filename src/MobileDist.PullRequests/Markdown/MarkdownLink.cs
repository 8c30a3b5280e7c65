using System.Text;

namespace MobileDist.PullRequests;

/// <summary>Writes links to addresses that come from outside, or does not where they are no web addresses.</summary>
internal static class MarkdownLink
{
    private const int LongestAddress = 2_000;

    /// <summary>
    /// The address in a form that can end neither a link's destination nor an attribute; null when it is not http or
    /// https, carries credentials, or is too long to be one.
    /// </summary>
    public static string? Safe(string? address)
    {
        if (address is null || address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Host.Length == 0)
        {
            return null;
        }

        // A name in another script is shown as what it is on the wire: nobody confuses xn--pple-43d with apple.
        var ascii = new UriBuilder(uri) { Host = uri.IdnHost, Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri.AbsoluteUri;
        var safe = new StringBuilder(ascii.Length);
        foreach (var character in ascii)
        {
            _ = character switch
            {
                '&' => safe.Append("&amp;"),
                _ when char.IsAsciiLetterOrDigit(character) || "-._~:/?#@!$+,;=%".Contains(character, StringComparison.Ordinal) => safe.Append(character),
                _ => safe.Append(Uri.HexEscape(character)),
            };
        }

        return safe.ToString();
    }

    /// <summary>The text as a link, or alone where the address is none.</summary>
    /// <param name="markdown">Escaped already.</param>
    /// <param name="address">From outside.</param>
    public static string Inline(string markdown, string? address) => Safe(address) is { } safe ? $"[{markdown}]({safe})" : markdown;
}
