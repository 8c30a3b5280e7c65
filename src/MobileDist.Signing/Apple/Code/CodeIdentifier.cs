namespace MobileDist.Signing.Apple.Code;

/// <summary>What code without a bundle is called, by codesign's rule.</summary>
public static class CodeIdentifier
{
    /// <summary>
    /// The file name without its last extension, and of the numbers that then end it all but the first:
    /// <c>libfoo.1.2.dylib</c> is <c>libfoo.1</c>.
    /// </summary>
    /// <param name="path">File name or path with '/' between.</param>
    public static string ForLibrary(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        if (dot > 0 && !IsNumber(name.AsSpan(dot + 1)))
        {
            name = name[..dot];
        }

        while (CutLastNumber(name) is { } shorter && CutLastNumber(shorter) is not null)
        {
            name = shorter;
        }

        return name;
    }

    private static string? CutLastNumber(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && IsNumber(name.AsSpan(dot + 1)) ? name[..dot] : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
