namespace MobileDist.PullRequests;

/// <summary>The run that a row tells of: who may replace it, and where to look.</summary>
public sealed record CommentRun
{
    /// <summary>A run of which nothing is known, such as one on a developer's machine; it counts as the newest.</summary>
    public static CommentRun Unknown { get; } = new();

    /// <summary>The platform's running number of runs; 0 when it has none.</summary>
    public long Number { get; init; }

    /// <summary>Which attempt of the same run; 1 for the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The run's page.</summary>
    public string? Link { get; init; }

    /// <summary>Full commit hash.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit's page.</summary>
    public string? CommitLink { get; init; }

    /// <summary>When the row was written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether a row of this run must not replace one of the other; a run without a number is never older.</summary>
    public bool IsOlderThan(CommentRun other) =>
        Number != 0 && other.Number != 0 && (Number, Attempt).CompareTo((other.Number, other.Attempt)) < 0;
}
