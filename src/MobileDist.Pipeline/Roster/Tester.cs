using System.Collections.Immutable;

namespace MobileDist.Pipeline.Roster;

/// <summary>One person of the roster. What prints itself is shortened: logs and comments of a public repository are public.</summary>
internal sealed record Tester
{
    private const int LongestShown = 40;

    /// <summary>The whole name, for stores; null where the roster gives an address only.</summary>
    public required string? Name { get; init; }

    /// <summary>The whole address, for stores; null where the roster gives a name only.</summary>
    public required string? Email { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableArray<RosterDevice> Devices { get; init; } = [];

    /// <summary>First name and initial, <c>Jane D.</c>, of a single word the initial, <c>J…</c>; without a name the masked address.</summary>
    public string ShownName => Name is not null ? Shorten(Name) : MaskedEmail ?? "somebody";

    /// <summary><c>j…@example.com</c>; null where there is no address.</summary>
    public string? MaskedEmail => Email is null ? null : EmailAddress.Mask(Email);

    /// <summary>Fit for a log.</summary>
    public override string ToString() => ShownName;

    /// <summary>The name as it is shown to others; <c>Doe, Jane</c> is read as lists of companies mean it, and an address in the place of a name is masked. One word may be a surname, or a whole name where they are written without blanks.</summary>
    public static string Shorten(string name)
    {
        var parts = name.Split(',', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Blanks of any kind: spreadsheets and web pages write names with such as do not break.
        var words = string.Join(' ', parts.Reverse()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length == 0 ? "somebody"
            : words[0].Contains('@', StringComparison.Ordinal) ? EmailAddress.Mask(words[0])
            : words.Length == 1 ? words[0].EnumerateRunes().First() + "…"
            : words[0].Length <= LongestShown ? words[0] : words[0][..LongestShown] + "…";
        var initial = words.Length < 2 ? "" : " " + words[^1].EnumerateRunes().First() + ".";
        return PlainText.Clean(first + initial);
    }
}
