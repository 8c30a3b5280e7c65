using System.Buffers;
using System.Globalization;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple;

/// <summary>
/// Reads a localised <c>.strings</c> file: a property list, as Xcode compiles it, or the text that it was
/// (<c>"key" = "value";</c>, with comments). What cannot be read gives nothing: names have other sources.
/// </summary>
internal static class StringsFile
{
    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n=;/\"");

    public static IReadOnlyDictionary<string, string> Read(byte[] bytes)
    {
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (PropertyList.FormatOf(bytes) is not null)
            {
                foreach (var (key, value) in PropertyList.ReadDictionary(bytes, "strings").Entries)
                {
                    if (value is PropertyListString text)
                    {
                        strings[key] = text.Value;
                    }
                }
            }
            else
            {
                ReadText(Decode(bytes), strings);
            }
        }
        catch (DistributionException)
        {
            // The text of one language is no reason to hold the app back.
            return strings;
        }

        return strings;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xef, 0xbb, 0xbf, ..] => Encoding.UTF8.GetString(bytes[3..]),
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static void ReadText(ReadOnlySpan<char> text, Dictionary<string, string> strings)
    {
        while (Token(ref text) is { } key && Symbol(ref text, '=') && Token(ref text) is { } value && Symbol(ref text, ';'))
        {
            strings[key] = value;
        }
    }

    private static bool Symbol(ref ReadOnlySpan<char> text, char symbol)
    {
        text = SkipComments(text);
        var found = text.StartsWith([symbol]);
        text = found ? text[1..] : text;
        return found;
    }

    /// <summary>A quoted or plain word; null when there is none.</summary>
    private static string? Token(ref ReadOnlySpan<char> text)
    {
        text = SkipComments(text);
        if (!text.StartsWith("\""))
        {
            var length = text.IndexOfAny(EndOfWord);
            var word = length <= 0 ? null : text[..length].ToString();
            text = text[Math.Max(0, length)..];
            return word;
        }

        var token = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    text = text[(i + 1)..];
                    return token.ToString();
                case '\\' when i + 1 < text.Length:
                    i += Escape(text[(i + 1)..], token);
                    break;
                default:
                    token.Append(text[i]);
                    break;
            }
        }

        return null;
    }

    /// <returns>How many characters follow the backslash.</returns>
    private static int Escape(ReadOnlySpan<char> text, StringBuilder token)
    {
        if (text[0] is 'U' or 'u' && text.Length >= 5 && ushort.TryParse(text[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            token.Append((char)unit);
            return 5;
        }

        token.Append(text[0] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            var other => other,
        });
        return 1;
    }

    private static ReadOnlySpan<char> SkipComments(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = text.TrimStart();
            var end = text.StartsWith("/*") ? "*/" : text.StartsWith("//") ? "\n" : null;
            if (end is null)
            {
                return text;
            }

            var at = text[2..].IndexOf(end);
            text = at < 0 ? default : text[(2 + at + end.Length)..];
        }
    }
}
