using System.Globalization;
using System.Text;

namespace MobileDist.PullRequests;

/// <summary>
/// Makes text from outside safe to stand inside a line of Markdown. Two things are needed: character references keep
/// Markdown and HTML from reading it as structure, and a word joiner (invisible, U+2060) keeps the platforms from turning
/// what is left into mentions, issue numbers, commit links and addresses, which they look for after all is decoded.
/// </summary>
internal static class MarkdownText
{
    private const char WordJoiner = '\u2060';

    // Formulas are looked for last of all, across joiners; an element of its own is what GitHub's manual gives for a dollar that begins none.
    private const string Dollar = "<span>&#36;</span>";

    // Fewer hexadecimal digits than this in a row are never taken for a commit.
    private const int ShortestCommit = 7;

    // No structure begins with these in the middle of a line, and they are too common to write as numbers.
    private const string HarmlessPunctuation = " ,.-()'%?/";

    /// <summary>Text to be read, at most so many characters of it.</summary>
    public static string Escape(string text, int longest = 200)
    {
        var clean = Cut(PlainText.Clean(text).Trim(), longest);
        var safe = new StringBuilder(clean.Length * 2);
        for (var at = 0; at < clean.Length; at++)
        {
            if (clean[at] == '$')
            {
                safe.Append(Dollar);
                continue;
            }

            AppendReference(safe, clean, at);
            if (IsLinked(clean, at))
            {
                safe.Append(WordJoiner);
            }
        }

        return safe.ToString();
    }

    /// <summary>Text to be compared or copied (hashes, identifiers): set as code, where the platforms look for nothing.</summary>
    public static string Code(string text, int longest = 200) => $"<code>{Attribute(text, longest)}</code>";

    /// <summary>For a quoted attribute of an element that we write ourselves.</summary>
    public static string Attribute(string text, int longest = 200)
    {
        var clean = Cut(PlainText.Clean(text).Trim(), longest);
        var safe = new StringBuilder(clean.Length * 2);
        for (var at = 0; at < clean.Length; at++)
        {
            AppendReference(safe, clean, at);
        }

        return safe.ToString();
    }

    private static void AppendReference(StringBuilder safe, string text, int at)
    {
        var character = text[at];
        if (!char.IsAscii(character) || char.IsAsciiLetterOrDigit(character)
            || (HarmlessPunctuation.Contains(character, StringComparison.Ordinal) && !IsDotOfWww(text, at))
            || (character == ':' && IsLast(text, at)))
        {
            safe.Append(character);
        }
        else
        {
            safe.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
        }
    }

    // www.example.com becomes a link while Markdown is read, before any joiner is looked at; other names do not.
    private static bool IsDotOfWww(string text, int at) =>
        text[at] == '.' && at >= 3 && text.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static bool IsLast(string text, int at) => at + 1 == text.Length || text[at + 1] == ' ';

    /// <summary>Whether what stands here would make a link together with what follows it.</summary>
    private static bool IsLinked(string text, int at)
    {
        if (IsLast(text, at))
        {
            return false;
        }

        var (character, next) = (text[at], text[at + 1]);
        return character switch
        {
            // @name, #12, !12, https:, :emoji:
            '@' or '#' or '!' or ':' => true,
            // example.com, but not 1.2.0
            '.' => char.IsLetter(next),
            // ABC-12: issue of another tracker
            '-' => char.IsAsciiDigit(next) && at > 0 && char.IsAsciiLetter(text[at - 1]),
            _ => char.IsAsciiHexDigit(character) && IsInsideCommit(text, at),
        };
    }

    // True after each sixth digit of a long run of hexadecimal digits. Runs of decimal digits alone are build numbers.
    private static bool IsInsideCommit(string text, int at)
    {
        var start = at;
        while (start > 0 && char.IsAsciiHexDigit(text[start - 1]))
        {
            start--;
        }

        var end = at;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return end - start >= ShortestCommit
            && (at - start + 1) % (ShortestCommit - 1) == 0
            && text.AsSpan(start, end - start).ContainsAnyInRange('a', 'f');
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end].TrimEnd() + "…";
    }
}
