namespace MobileDist.PullRequests;

/// <summary>What a comment on a pull request turned out to be.</summary>
public abstract record ParsedComment
{
    private ParsedComment()
    {
    }

    /// <summary>Somebody else's, or no comment of this tool.</summary>
    public sealed record Foreign : ParsedComment;

    /// <summary>Ours by its marker, but its rows cannot be read: cut, edited by hand, or written by a later version.</summary>
    /// <param name="Key">The comment's key.</param>
    public sealed record Damaged(string Key) : ParsedComment;

    /// <summary>Ours, with the rows it holds. They may have been edited by whoever can edit the comment: they are text from outside.</summary>
    /// <param name="Model">As it was rendered.</param>
    public sealed record Ours(CommentModel Model) : ParsedComment;
}
