using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>Which pull request is written to, and how.</summary>
public sealed record CommentOptions
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Null outside of pull requests: then nothing is written.</summary>
    public required int? PullRequestNumber { get; init; }

    public CommentMode Mode { get; init; } = CommentMode.Update;

    /// <summary>Whether the change comes from a fork; chooses the words of a refusal.</summary>
    public bool IsFork { get; init; }

    /// <summary>
    /// The least time between a write and the look at what became of it; jitter adds as much again. It has to be longer
    /// than another job takes from reading the comment to writing it.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the comment is read and, where rows are missing, written.</summary>
    public int Rounds { get; init; } = 30;
}
