using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>Names of testers for a comment: as many as a comment has room for, and how many more there are.</summary>
/// <param name="Shown">Shortened by whoever knows the people; the comment escapes them.</param>
/// <param name="More">How many are not among them.</param>
public sealed record CommentNames(ImmutableArray<string> Shown, int More)
{
    // More than the testers of most pull requests; all the names of some rows must fit into one comment.
    private const int Most = 50;
    private const int LongestName = 60;

    public static CommentNames None { get; } = new([], 0);

    public int Count => Shown.Length + More;

    public static CommentNames Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ImmutableArray<string> all = [.. names.Select(Cut)];
        return new CommentNames([.. all.Take(Most)], Math.Max(0, all.Length - Most));
    }

    public bool Equals(CommentNames? other) =>
        other is not null && More == other.More && Shown.SequenceEqual(other.Shown, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Shown.Length, More);

    /// <summary>The same people, none by name.</summary>
    internal CommentNames Counted() => new([], Count);

    private static string Cut(string name) =>
        name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
}
