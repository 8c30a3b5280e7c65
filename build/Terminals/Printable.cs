using System.Text;
using Spectre.Console;

namespace MobileDist.Build;

/// <summary>
/// Text that is safe to show. Names and labels come out of foreign packages: an escape code in one must not move the
/// cursor, and a direction override must not turn a line around.
/// </summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>With line breaks and tabs kept.</summary>
    public static string Text(string text) => Clean(text, keepsLines: true);

    /// <summary>With everything on one line.</summary>
    public static string OneLine(string text) => Clean(text, keepsLines: false);

    /// <summary>Columns on a terminal; wide characters count twice.</summary>
    public static int Width(string text) => text.GetCellWidth();

    /// <summary>Cut so that it fits, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = Width(rune.ToString());
            if (columns + next >= width)
            {
                break;
            }

            kept.Append(rune);
            columns += next;
        }

        return kept.Append('…').ToString();
    }

    private static string Clean(string text, bool keepsLines) => string.Create(text.Length, (text, keepsLines), static (span, state) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            span[index] = Clean(state.text[index], state.keepsLines);
        }
    });

    private static char Clean(char character, bool keepsLines) => character switch
    {
        '\n' or '\r' or '\t' => keepsLines ? character : ' ',
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => Replacement,
        _ when char.IsControl(character) => Replacement,
        _ => character,
    };
}
