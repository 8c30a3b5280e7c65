using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>Whether a comment already says what some rows have to say.</summary>
internal static class RowComparison
{
    /// <summary>Whether every row of <paramref name="mine"/> stands in <paramref name="there"/>, or one of a newer run in its place.</summary>
    public static bool Holds(CommentModel there, CommentModel mine)
    {
        var rows = there.Releases.ToLookup(release => release.Key, StringComparer.Ordinal);
        return mine.Releases.All(row => rows[row.Key].Any(known => Says(known, row)));
    }

    /// <summary>Whether no row of <paramref name="other"/> would be lost with its comment.</summary>
    public static bool Covers(CommentModel there, CommentModel other)
    {
        var rows = there.Releases.ToLookup(release => release.Key, StringComparer.Ordinal);
        return other.Releases.All(row => rows[row.Key].Any(known => !known.Run.IsOlderThan(row.Run)));
    }

    private static bool Says(CommentRelease known, CommentRelease mine)
    {
        if (mine.Run.IsOlderThan(known.Run))
        {
            return true;
        }

        if (known.Run.IsOlderThan(mine.Run))
        {
            return false;
        }

        // Of the same run: an earlier step's row must give way to a later one's, and a crowded comment may hold the row
        // in fewer words than were written.
        return (known.Run.At, mine.Run.At) is ({ } there, { } here)
            ? there >= here
            : known.SaysTheSameAs(mine);
    }
}
