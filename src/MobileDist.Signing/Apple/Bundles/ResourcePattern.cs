using System.Text;
using System.Text.RegularExpressions;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Turns a rule's pattern, a POSIX extended expression, into a test for paths. The patterns that Apple's tools write are
/// answered by plain comparisons; any other goes through the linear-time engine, so that no pattern of a hostile package
/// can keep us busy. Paths hold no control characters, so that the end of the text is the end of the line.
/// </summary>
internal static class ResourcePattern
{
    // Far above anything that is written by hand.
    private const int Longest = 500;

    /// <summary>The test; null when the pattern is malformed, or needs something that no known tool writes.</summary>
    public static Func<string, bool>? Compile(string pattern) => pattern switch
    {
        "^" or "^.*" => static _ => true,
        @"^.*\.lproj/" => static path => path.Contains(".lproj/", StringComparison.Ordinal),
        @"^.*\.lproj/locversion.plist$" => static path => EndsInLocVersion(path),
        @"^Base\.lproj/" => static path => path.StartsWith("Base.lproj/", StringComparison.Ordinal),
        "^version.plist$" => static path => path.Length == 13 && path.StartsWith("version", StringComparison.Ordinal) && path.EndsWith("plist", StringComparison.Ordinal),
        @".*\.dSYM($|/)" => static path => path.EndsWith(".dSYM", StringComparison.Ordinal) || path.Contains(".dSYM/", StringComparison.Ordinal),
        @"^(.*/)?\.DS_Store$" => static path => path.Equals(".DS_Store", StringComparison.Ordinal) || path.EndsWith("/.DS_Store", StringComparison.Ordinal),
        @"^Info\.plist$" => static path => path.Equals("Info.plist", StringComparison.Ordinal),
        "^PkgInfo$" => static path => path.Equals("PkgInfo", StringComparison.Ordinal),
        @"^embedded\.provisionprofile$" => static path => path.Equals("embedded.provisionprofile", StringComparison.Ordinal),
        @"^version\.plist$" => static path => path.Equals("version.plist", StringComparison.Ordinal),
        _ => CompileAny(pattern),
    };

    // The unescaped dot of the pattern stands for any character.
    private static bool EndsInLocVersion(string path)
    {
        const string Before = ".lproj/locversion";
        const string After = "plist";
        var at = path.Length - After.Length - 1 - Before.Length;
        return at >= 0 && path.EndsWith(After, StringComparison.Ordinal) && string.CompareOrdinal(path, at, Before, 0, Before.Length) == 0;
    }

    private static Func<string, bool>? CompileAny(string pattern)
    {
        if (pattern.Length > Longest || Translate(pattern) is not { } translated)
        {
            return null;
        }

        try
        {
            return new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline).IsMatch;
        }
        catch (Exception malformed) when (malformed is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // Null where the two languages differ and nobody needs it: escaped letters, intervals, named classes, Perl's groups.
    private static string? Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            switch (pattern[i])
            {
                case '{' or '}':
                case '\\' when next is '\0' || char.IsAsciiLetterOrDigit(next):
                case '(' when next is '?':
                    return null;
                case '\\':
                    text.Append('\\').Append(next);
                    i++;
                    break;
                case '$':
                    text.Append(@"\z");
                    break;
                case '[':
                    i = TranslateBrackets(pattern, i, text);
                    if (i < 0)
                    {
                        return null;
                    }

                    break;
                default:
                    text.Append(pattern[i]);
                    break;
            }
        }

        return text.ToString();
    }

    // In brackets a backslash and an opening bracket stand for themselves, and so does a closing one in the first place.
    private static int TranslateBrackets(string pattern, int start, StringBuilder text)
    {
        text.Append('[');
        var i = start + 1;
        if (i < pattern.Length && pattern[i] == '^')
        {
            text.Append('^');
            i++;
        }

        for (var first = i; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == ']' && i > first)
            {
                text.Append(']');
                return i;
            }

            if (letter == '[' && i + 1 < pattern.Length && pattern[i + 1] is ':' or '.' or '=')
            {
                return -1;
            }

            text.Append(letter is '\\' or '[' or ']' or '^' ? $@"\{letter}" : letter.ToString());
        }

        return -1;
    }
}
