using System.Text;
using System.Text.Unicode;

namespace MobileDist.Packages.Zip;

/// <summary>Decodes entry names and refuses those that would lead a reader astray.</summary>
internal static class ZipNames
{
    // Code page 437 above ASCII, as APPNOTE appendix D asks for names without the UTF-8 flag.
    private const string UpperHalf437 =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    /// <summary>
    /// The name as devices read it: UTF-8 whenever the bytes are valid UTF-8, flag or not (Android never looks at the flag);
    /// code page 437 otherwise.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes, bool flaggedUtf8, string file, long index)
    {
        if (bytes.IsEmpty)
        {
            throw ZipFaults.NameEmpty(file, index);
        }

        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        if (flaggedUtf8)
        {
            throw ZipFaults.NameEncoding(file, index);
        }

        return FromCodePage437(bytes);
    }

    /// <summary>For messages about a name that need not be valid in any way.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes) => Printable(Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : FromCodePage437(bytes));

    /// <summary>Throws when the name is not a plain relative path.</summary>
    public static void Check(string name, string file)
    {
        if (name.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 || name.AsSpan().IndexOfAnyInRange('\x7f', '\x9f') >= 0)
        {
            throw ZipFaults.NameControl(file, Printable(name));
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            throw ZipFaults.NameBackslash(file, name);
        }

        if (name[0] == '/' || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
        {
            throw ZipFaults.NameAbsolute(file, name);
        }

        if (name.Contains("..", StringComparison.Ordinal) && LeadsUp(name))
        {
            throw ZipFaults.NameTraversal(file, name);
        }
    }

    private static string FromCodePage437(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = source[i] < 0x80 ? (char)source[i] : UpperHalf437[source[i] - 0x80];
        }
    });

    private static bool LeadsUp(ReadOnlySpan<char> name)
    {
        foreach (var part in name.Split('/'))
        {
            if (name[part] is "..")
            {
                return true;
            }
        }

        return false;
    }

    private static string Printable(string name) => string.Create(name.Length, name, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = char.IsControl(source[i]) ? '?' : source[i];
        }
    });
}
