namespace MobileDist.PullRequests;

/// <summary>What happens to the comment of an earlier run.</summary>
public enum CommentMode
{
    /// <summary>The one comment is changed in place.</summary>
    Update = 0,

    /// <summary>Each run writes a comment of its own.</summary>
    New = 1,

    /// <summary>Each run writes a comment of its own and hides those before it as outdated.</summary>
    Hide = 2,
}
