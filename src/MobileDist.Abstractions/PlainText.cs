using System.Globalization;
using System.Text;

namespace MobileDist;

/// <summary>Takes out of text from outside what is no text: the step before it is escaped for HTML, Markdown or a terminal.</summary>
public static class PlainText
{
    /// <summary>
    /// One line: line breaks and tabs become blanks; control characters (escape sequences of terminals begin with one),
    /// half surrogates, and the characters that turn the direction of what follows them are dropped (an app named
    /// <c>gpj.exe</c> behind one would read <c>exe.jpg</c>).
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t' or 0x85 or 0x2028 or 0x2029)
            {
                clean.Append(' ');
            }
            else if (!IsDropped(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static bool IsDropped(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is 0x061C or 0x200E or 0x200F or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
