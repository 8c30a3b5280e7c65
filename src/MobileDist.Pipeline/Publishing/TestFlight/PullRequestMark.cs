using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>
/// The last line of "What to Test", which says of which pull request a build is: how older builds of it are found on a
/// machine that has no receipt.
/// </summary>
internal static class PullRequestMark
{
    private const string Begin = "Pull request ";
    private const int ShownDigits = 10;

    /// <summary><c>Pull request acme/shop#12</c>; null outside of pull requests.</summary>
    public static string? Of(CiFacts facts) => facts is { PullRequestNumber: { } number, Repository: { } repository } ? $"{Begin}{PlainText.Clean(repository)}#{number}" : null;

    /// <summary>The whole line, with the commit; null outside of pull requests.</summary>
    public static string? LineOf(CiFacts facts) =>
        Of(facts) is { } mark ? facts.Commit is { Length: > 0 } commit ? $"{mark}, commit {PlainText.Clean(commit.Length > ShownDigits ? commit[..ShownDigits] : commit)}" : mark : null;

    /// <summary>Whether a build's text ends with the line of this pull request.</summary>
    public static bool IsIn(string text, string mark)
    {
        var last = LastLine(text);
        return last.StartsWith(mark, StringComparison.Ordinal) && (last.Length == mark.Length || last[mark.Length] == ',');
    }

    /// <summary>Whether a build's text ends with the line of any pull request.</summary>
    public static bool IsInAny(string text) => LastLine(text).StartsWith(Begin, StringComparison.Ordinal);

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
