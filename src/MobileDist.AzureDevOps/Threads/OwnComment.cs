using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>A comment of ours that opens a thread, as it stands there now.</summary>
/// <param name="Thread">The thread's id; the lowest one counts where there are several.</param>
/// <param name="Comment">The comment's id within the thread.</param>
/// <param name="Body">Its text.</param>
/// <param name="Stamp">Two looks that show the same stamp saw the comment untouched between them.</param>
/// <param name="Model">Its rows; none when they are damaged.</param>
internal sealed record OwnComment(int Thread, int Comment, string Body, string Stamp, CommentModel Model)
{
    /// <summary>The comment, when it is one of this author's and has this key.</summary>
    public static OwnComment? In(ThreadJson thread, string author, string key)
    {
        if (thread.First is not { Content: { } body } first || !string.Equals(first.Author?.Id, author, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var model = CommentMarkdown.Parse(body) switch
        {
            ParsedComment.Ours ours => ours.Model,
            ParsedComment.Damaged damaged => new CommentModel { Key = damaged.Key },
            _ => null,
        };
        return string.Equals(model?.Key, key, StringComparison.Ordinal)
            ? new OwnComment(thread.Id, first.Id, body, StampOf(thread.Id, first), model!)
            : null;
    }

    public static string StampOf(int thread, CommentJson comment) => $"{thread}/{comment.Id}/{comment.LastContentUpdatedDate}/{comment.Content}";
}
