namespace MobileDist.Signing.Apple.Identity;

/// <summary>CFBundleIdentifier: letters, digits and hyphens in at least two parts joined by dots (Apple, "Information Property List").</summary>
internal static class BundleIdentifier
{
    private const int Longest = 155;

    /// <summary>What is wrong with it, as the end of a sentence; null when it is valid.</summary>
    public static string? Flaw(string identifier)
    {
        for (var i = 0; i < identifier.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(identifier[i]) && identifier[i] is not ('-' or '.'))
            {
                return $"the character '{Shown(identifier[i])}' at position {i + 1} is not allowed";
            }
        }

        return identifier.Length == 0 ? "it is empty"
            : identifier.Length > Longest ? $"it has {identifier.Length} characters, and at most {Longest} are allowed"
            : identifier.Split('.').Any(part => part.Length == 0) ? "a part between its dots is empty"
            : !identifier.Contains('.', StringComparison.Ordinal) ? "it has one part only"
            : null;
    }

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
}
