using System.Text.RegularExpressions;

namespace MobileDist.Pipeline.Roster;

/// <summary>E-mail addresses as stores take them: a local part, an @, a domain with a dot (no quoted local parts, no address literals).</summary>
internal static partial class EmailAddress
{
    private const int Longest = 254;
    private const int LongestLocal = 64;
    private const string LocalMarks = "!#$%&'*+/=?^_`{|}~.-";

    /// <summary>What is wrong with it, as the end of a sentence that does not repeat it; null when it is valid.</summary>
    public static string? Flaw(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || at != address.LastIndexOf('@'))
        {
            return at < 0 ? "it has no '@'" : "it has more than one '@'";
        }

        var (local, domain) = (address[..at], address[(at + 1)..]);
        return address.Length > Longest || local.Length > LongestLocal ? "it is too long"
            : local.Length == 0 ? "nothing stands before the '@'"
            : local.FirstOrDefault(c => !IsLocal(c)) is var odd and not '\0' ? $"the character {Shown(odd)} is not allowed before the '@'"
            : local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal) ? "a dot before the '@' stands at an end or beside another"
            : !IsDomain(domain) ? "what stands behind the '@' is no domain"
            : null;
    }

    /// <summary>For people who may not see it: <c>j…@example.com</c>.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[0]}…{PlainText.Clean(address[at..])}" : "…";
    }

    /// <summary>A fault of somebody else's with every address in it masked.</summary>
    public static Fault MaskIn(Fault fault) => new(MaskIn(fault.Headline), fault.Remedy, [.. fault.Details.Select(detail => detail with { Value = MaskIn(detail.Value) })]);

    private static string MaskIn(string text) => AnyAddress().Replace(text, match => Mask(match.Value));

    // Wider than what is valid: what looks like an address is one for whoever reads it.
    [GeneratedRegex(@"[^\s<>'""(),;:]+@[^\s<>'""(),;:]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnyAddress();

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || LocalMarks.Contains(c, StringComparison.Ordinal) || (c >= 0x80 && char.IsLetterOrDigit(c));

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1 && labels.All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => c == '-' || char.IsLetterOrDigit(c)));
    }

    private static string Shown(char c) => c == ' ' ? "' ' (a blank)" : char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";
}
