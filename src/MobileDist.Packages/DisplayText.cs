using System.Globalization;
using System.Text;

namespace MobileDist.Packages;

/// <summary>
/// Makes text out of a package fit to be shown on a console, a page and a comment: no control characters (they steer
/// terminals), no marks that turn the direction of the text around it, no lone surrogates, no end without end.
/// </summary>
internal static class DisplayText
{
    private const int Longest = 256;

    /// <summary>The text on one line, without space around it; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= Longest)
            {
                clean.Append('…');
                break;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(' ');
            }
            else if (rune.Value is not ((>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069)))
            {
                clean.Append(rune.ToString());
            }
        }

        var shown = clean.ToString().Trim();
        return shown.Length == 0 ? null : shown;
    }
}
