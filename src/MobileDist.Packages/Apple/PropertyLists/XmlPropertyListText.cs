using System.Text;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Turns the bytes of an XML property list into text (XML 1.0, appendix F) and refuses a document type that declares anything itself.</summary>
internal static class XmlPropertyListText
{
    private const int LongestDeclaration = 256;

    /// <param name="bytes">The whole file.</param>
    /// <param name="broken">Makes the error out of what is wrong.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, Func<string, DistributionException> broken)
    {
        var text = Text(bytes, broken);
        CheckDocumentType(text, broken);
        return text;
    }

    private static string Text(ReadOnlySpan<byte> bytes, Func<string, DistributionException> broken)
    {
        var (encoding, mark) = bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => (new UTF8Encoding(false, true), 3),
            [0xff, 0xfe, ..] => (new UnicodeEncoding(bigEndian: false, false, true), 2),
            [0xfe, 0xff, ..] => (new UnicodeEncoding(bigEndian: true, false, true), 2),
            [(byte)'<', 0, ..] => (new UnicodeEncoding(bigEndian: false, false, true), 0),
            [0, (byte)'<', ..] => (new UnicodeEncoding(bigEndian: true, false, true), 0),
            _ => (Declared(bytes, broken), 0),
        };
        try
        {
            return encoding.GetString(bytes[mark..]);
        }
        catch (DecoderFallbackException)
        {
            throw broken($"its text is not valid '{encoding.WebName}'");
        }
    }

    /// <summary>The encoding that an XML declaration in ASCII names; UTF-8 when it names none.</summary>
    private static Encoding Declared(ReadOnlySpan<byte> bytes, Func<string, DistributionException> broken)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(LongestDeclaration, bytes.Length)]);
        var end = head.StartsWith("<?xml", StringComparison.Ordinal) ? head.IndexOf("?>", StringComparison.Ordinal) : -1;
        var at = end < 0 ? -1 : head.IndexOf("encoding", 0, end, StringComparison.Ordinal);
        var quote = at < 0 ? -1 : head.AsSpan(at, end - at).IndexOfAny('"', '\'');
        if (quote < 0)
        {
            return new UTF8Encoding(false, true);
        }

        var name = head.AsSpan(at + quote + 1, end - at - quote - 1);
        var close = name.IndexOf(head[at + quote]);
        var declared = (close < 0 ? name : name[..close]).ToString();
        return declared.ToUpperInvariant() switch
        {
            "UTF-8" => new UTF8Encoding(false, true),
            "US-ASCII" or "ASCII" => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            "ISO-8859-1" => Encoding.Latin1,
            _ => throw broken($"it declares the encoding '{DisplayText.Clean(declared)}', and valid are 'UTF-8', 'UTF-16', 'US-ASCII' and 'ISO-8859-1'"),
        };
    }

    private static void CheckDocumentType(ReadOnlySpan<char> text, Func<string, DistributionException> broken)
    {
        while (true)
        {
            text = text.TrimStart();
            var end = text switch
            {
                _ when text.StartsWith("<?") => "?>",
                _ when text.StartsWith("<!--") => "-->",
                _ => null,
            };
            if (end is null)
            {
                break;
            }

            var at = text.IndexOf(end);
            text = at < 0 ? default : text[(at + end.Length)..];
        }

        if (text.StartsWith("<!DOCTYPE") && DeclaresItself(text))
        {
            throw broken("its document type declares entities or elements of its own, which no property list needs");
        }
    }

    private static bool DeclaresItself(ReadOnlySpan<char> documentType)
    {
        while (documentType.IndexOfAny("\"'[>") is >= 0 and var at)
        {
            if (documentType[at] is '[' or '>')
            {
                return documentType[at] == '[';
            }

            var quote = documentType[at];
            documentType = documentType[(at + 1)..];
            documentType = documentType[(documentType.IndexOf(quote) + 1)..];
        }

        return false;
    }
}
