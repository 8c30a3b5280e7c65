using System.Globalization;
using System.Text;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// The text "What to Test" as Apple takes it: no emoji, no <c>&lt;</c>, at most 4000 bytes. Titles of pull requests have
/// all of that.
/// </summary>
public static class WhatToTest
{
    /// <summary>Bytes in UTF-8; whoever counts characters is refused with some languages.</summary>
    public const int Longest = 4_000;

    private const string Ellipsis = "...";
    private const string Separator = "\n\n";
    private const int LastOfPlane = 0xFFFF;

    /// <summary>The text, cleaned and cut; empty when nothing is left.</summary>
    /// <param name="text">As people wrote it.</param>
    /// <param name="ending">A line of our own that stays whole at the end, however long the text is; null for none.</param>
    public static string Clean(string text, string? ending = null)
    {
        var last = ending is null ? "" : CleanAll(ending);
        var room = Longest - (last.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(last) + Separator.Length);
        var body = Cut(CleanAll(text), room);
        return last.Length == 0 ? body : body.Length == 0 ? last : body + Separator + last;
    }

    private static string CleanAll(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || IsTaken(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value is '<')
            {
                clean.Append('(');
            }
        }

        // What was taken out leaves blanks behind.
        return string.Join('\n', clean.ToString().Split('\n').Select(line => line.TrimEnd())).Trim();
    }

    private static bool IsTaken(Rune rune) =>
        rune.Value is not '<' and <= LastOfPlane and not (0x20E3 or 0xFE0E or 0xFE0F or 0x200D)
        && rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Format);

    private static string Cut(string text, int longest)
    {
        if (Encoding.UTF8.GetByteCount(text) <= longest)
        {
            return text;
        }

        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > longest - Ellipsis.Length)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd() + Ellipsis;
    }
}
