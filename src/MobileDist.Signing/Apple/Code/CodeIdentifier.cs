using System.Buffers;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What code without a bundle is called, by codesign's rule.</summary>
public static class CodeIdentifier
{
    private static readonly SearchValues<char> DigitsAndDots = SearchValues.Create("0123456789.");

    /// <summary>
    /// The file name without an extension that is no number, and of a version at its end only the first number:
    /// <c>libfoo.1.2.dylib</c> is <c>libfoo.1</c>, <c>libpython3.11.dylib</c> is <c>libpython3</c>.
    /// </summary>
    /// <param name="path">File name or path with '/' between.</param>
    public static string ForLibrary(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        if (dot > 0 && dot + 1 < name.Length && !char.IsAsciiDigit(name[dot + 1]))
        {
            name = name[..dot];
        }

        // What begins with a number is all version, or none.
        if (name.Length == 0 || DigitsAndDots.Contains(name[0]))
        {
            return name;
        }

        var end = name.AsSpan().LastIndexOfAnyExcept(DigitsAndDots) + 1;
        if (end < name.Length && name[end] == '.')
        {
            end++;
        }

        while (end < name.Length && char.IsAsciiDigit(name[end]))
        {
            end++;
        }

        return name[..end];
    }
}
