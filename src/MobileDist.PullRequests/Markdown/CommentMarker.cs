using System.Text.RegularExpressions;

namespace MobileDist.PullRequests;

/// <summary>
/// The hidden first line by which a comment of ours is found again:
/// <c>&lt;!-- mobiledist:comment v=1 key=default --&gt;</c>. Anybody can paste it, so whoever looks for it has to check
/// the author, too.
/// </summary>
internal static partial class CommentMarker
{
    private const int LongestKey = 64;

    public static string For(string key) => IsKey(key)
        ? $"<!-- mobiledist:comment v=1 key={key} -->"
        : throw new ArgumentException($"'{key}' cannot be the key of a comment.", nameof(key));

    /// <summary>The key in a comment's first line; null when the comment is not one of ours.</summary>
    public static string? KeyIn(string body)
    {
        var match = Line.Match(body);
        return match.Success && IsKey(match.Groups["key"].Value) ? match.Groups["key"].Value : null;
    }

    // Two hyphens in a row would end the HTML comment in some readers.
    private static bool IsKey(string key) => key.Length <= LongestKey && Key.IsMatch(key);

    [GeneratedRegex(@"\A\s*<!-- mobiledist:comment v=[0-9]{1,4} key=(?<key>[a-z0-9._-]{1,64})(?: [^<>\n]{0,200})? -->", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Line { get; }

    [GeneratedRegex(@"\A[a-z0-9]+(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key { get; }
}
