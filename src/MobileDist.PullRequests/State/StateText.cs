namespace MobileDist.PullRequests;

/// <summary>Bounds what is read back out of a comment, which anybody may have edited.</summary>
internal static class StateText
{
    // The longest text that a row is read back with; longer ones were not written by us.
    private const int Longest = 4_000;

    public static string? Of(string? text) => text is { Length: > Longest } ? text[..Longest] : text;
}
