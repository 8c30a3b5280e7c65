namespace MobileDist.Packages.Apple;

/// <summary>CFBundleIdentifier: letters, digits and hyphens in at least two parts joined by dots (Apple, "Information Property List").</summary>
public static class BundleIdentifier
{
    private const int Longest = 155;

    /// <summary>What is wrong with one that is to be signed, as the end of a sentence; null when it is valid.</summary>
    public static string? Flaw(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return FlawWhenRead(identifier) ?? (identifier.IndexOf('_', StringComparison.Ordinal) is >= 0 and var at ? NotAllowed(identifier, at)
            : !identifier.Contains('.', StringComparison.Ordinal) ? "it has one part only"
            : null);
    }

    /// <summary>
    /// The same for one that a build wrote and that may be replaced before it is signed: one part is enough, and underscores, which compilers let
    /// through and Apple does not register, may stand in it. Whatever passes is fit for the names of files and for links.
    /// </summary>
    public static string? FlawWhenRead(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        for (var i = 0; i < identifier.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(identifier[i]) && identifier[i] is not ('-' or '.' or '_'))
            {
                return NotAllowed(identifier, i);
            }
        }

        return identifier.Length == 0 ? "it is empty"
            : identifier.Length > Longest ? $"it has {identifier.Length} characters, and at most {Longest} are allowed"
            : identifier.Split('.').Any(part => part.Length == 0) ? "a part between its dots is empty"
            : null;
    }

    private static string NotAllowed(string identifier, int at) => $"the character '{Shown(identifier[at])}' at position {at + 1} is not allowed";

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
}
