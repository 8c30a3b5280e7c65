using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>What the comment on a pull request says: one row for each release, whichever job it came from.</summary>
public sealed record CommentModel
{
    /// <summary>
    /// Tells this comment from others of ours on the same pull request: <c>default</c>, or an app's key when each app has
    /// a comment. Lower-case letters and digits with single dots, hyphens or underscores between, at most 64.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The rows; their order does not matter, they are shown by app and platform.</summary>
    public ImmutableArray<CommentRelease> Releases { get; init; } = [];

    /// <summary>
    /// This comment with another job's rows in it: a row takes the place of the one with its key, unless it comes from an
    /// older run than what is there. Doing it twice changes nothing; nor does the order of jobs.
    /// </summary>
    public CommentModel Merge(CommentModel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rows = Releases.ToDictionary(release => release.Key, StringComparer.Ordinal);
        foreach (var release in other.Releases)
        {
            if (!rows.TryGetValue(release.Key, out var known) || !release.Run.IsOlderThan(known.Run))
            {
                rows[release.Key] = release;
            }
        }

        return this with { Releases = [.. rows.Values.OrderBy(release => release.Key, StringComparer.Ordinal)] };
    }
}
