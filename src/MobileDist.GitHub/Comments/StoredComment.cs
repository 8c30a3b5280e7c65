using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>A comment of ours as it stands on the pull request.</summary>
/// <param name="Resource">As GitHub gives it.</param>
/// <param name="Model">Its rows; none when they cannot be read any more.</param>
internal sealed record StoredComment(CommentResource Resource, CommentModel Model)
{
    /// <summary>The comment when its marker is ours and has this key; who wrote it is the caller's to check.</summary>
    public static StoredComment? Of(CommentResource resource, string key) => CommentMarkdown.Parse(resource.Body ?? "") switch
    {
        ParsedComment.Ours ours when string.Equals(ours.Model.Key, key, StringComparison.Ordinal) => new StoredComment(resource, ours.Model),
        ParsedComment.Damaged damaged when string.Equals(damaged.Key, key, StringComparison.Ordinal) => new StoredComment(resource, new CommentModel { Key = key }),
        _ => null,
    };

    /// <summary>Whether one of its rows tells of the same run.</summary>
    public bool IsOfRun(long number) => number != 0 && Model.Releases.Any(release => release.Run.Number == number);

    /// <summary>Whether all it tells of are runs before this one.</summary>
    public bool IsBefore(CommentRun run) => Model.Releases.All(release => release.Run.IsOlderThan(run));
}
