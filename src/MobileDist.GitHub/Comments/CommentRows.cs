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
            && expected.Model.Releases.All(release => rows.TryGetValue(release.Key, out var row) && row.SaysTheSameAs(release));
    }
}
