namespace MobileDist.GooglePlay;

/// <summary>Mail addresses of testers, which are personal.</summary>
internal static class TesterAddress
{
    /// <summary>For people who may not see it: <c>j…@example.com</c>.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{PlainText.Clean(address[..1])}…{PlainText.Clean(address[at..])}" : "…";
    }

    /// <summary>
    /// Whether it may be one, and can stand in a list of them. What the roster takes is checked there; this keeps apart what
    /// would become two addresses, or none.
    /// </summary>
    public static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.Length <= 254
            && !text.Any(character => character is ',' or ';' or '"' or '<' or '>' || char.IsWhiteSpace(character) || char.IsControl(character));
    }

    /// <summary>
    /// The same for addresses that are one account at Google: case counts for none, and in those of Gmail neither do dots,
    /// nor which of its two domains is written.
    /// </summary>
    public static string Key(string address)
    {
        var key = address.Trim().ToLowerInvariant();
        var at = key.LastIndexOf('@');
        return at > 0 && key[(at + 1)..] is "gmail.com" or "googlemail.com"
            ? key[..at].Replace(".", "", StringComparison.Ordinal) + "@gmail.com"
            : key;
    }
}
