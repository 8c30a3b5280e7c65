namespace MobileDist.GooglePlay;

/// <summary>Why there is no token.</summary>
/// <param name="Kind">Ours, one remedy each.</param>
/// <param name="Words">Google's, or the network's; for the detail below the message.</param>
internal sealed record TokenFailure(TokenFailureKind Kind, string Words)
{
    private const int LongestWords = 400;

    public string Words { get; } = PlainText.Clean(Words.Length > LongestWords ? Words[..LongestWords] + "…" : Words);

    public bool IsWorthAnother => Kind is TokenFailureKind.Unreachable or TokenFailureKind.RateLimited;

    public static TokenFailure Unreached(string words) => new(TokenFailureKind.Unreachable, words);
}
