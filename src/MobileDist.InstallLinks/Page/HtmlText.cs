using System.Globalization;
using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Makes text from outside safe to stand in HTML, as element content and in quoted attributes.</summary>
internal static class HtmlText
{
    /// <summary>
    /// Escapes what HTML reads as markup, and drops what only disturbs: control characters, broken surrogates, and the
    /// characters that turn the direction of the text after them (an app named <c>gpj.exe</c> would read <c>exe.jpg</c>).
    /// </summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\n' or '\t' => safe.Append(' '),
                _ when IsDisturbing(rune) => safe,
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }

    private static bool IsDisturbing(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
