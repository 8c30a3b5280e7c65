using System.Text.RegularExpressions;

namespace MobileDist.GitHub;

/// <summary>The <c>Link</c> header of lists (RFC 8288), as GitHub writes it.</summary>
internal static partial class LinkHeader
{
    /// <summary>The address of the next page; null on the last.</summary>
    public static Uri? Next(string header) =>
        Link.Match(header) is { Success: true } match && Uri.TryCreate(match.Groups["address"].Value, UriKind.Absolute, out var next) ? next : null;

    [GeneratedRegex("""<(?<address>[^>]*)>[^,<]*;\s*rel="?next"?""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link { get; }
}
