using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>Compares the rows of comments by what a comment can hold of them.</summary>
internal static class CommentRows
{
    /// <summary>
    /// Whether a comment holds all that it should. What it should is what comes back out of the text that would be
    /// written: a comment that is too long keeps fewer rows, and a row may lose what has no place in it.
    /// </summary>
    /// <param name="stored">What was read.</param>
    /// <param name="text">What would be written.</param>
    public static bool Holds(CommentModel stored, string text)
    {
        var rows = stored.Releases.ToDictionary(release => release.Key, StringComparer.Ordinal);
        return CommentMarkdown.Parse(text) is ParsedComment.Ours expected
            && expected.Model.Releases.All(release => rows.TryGetValue(release.Key, out var row) && IsSame(row, release));
    }

    // Arrays and symbols compare by reference, the rest by value.
    private static bool IsSame(CommentRelease left, CommentRelease right) =>
        left with { Notes = [], Qr = right.Qr } == right with { Notes = [] }
        && left.Notes.SequenceEqual(right.Notes)
        && IsSame(left.Qr, right.Qr);

    private static bool IsSame(QrRendering left, QrRendering right) => (left, right) switch
    {
        (QrRendering.Blocks one, QrRendering.Blocks two) => IsSame(one.Modules, two.Modules),
        (QrRendering.Formula one, QrRendering.Formula two) => IsSame(one.Modules, two.Modules),
        _ => left == right,
    };

    private static bool IsSame(QrModules left, QrModules right) =>
        left.Size == right.Size && Enumerable.Range(0, left.Size * left.Size).All(at => left.IsDark(at % left.Size, at / left.Size) == right.IsDark(at % left.Size, at / left.Size));
}
