namespace MobileDist.GitHub;

/// <summary>Why GitHub did not do what it was asked for; each has its own remedy.</summary>
internal enum GitHubFailureKind
{
    /// <summary>The token is no token, or no longer one.</summary>
    BadToken = 0,

    /// <summary>The token lacks a permission, or may only read.</summary>
    NoPermission = 1,

    /// <summary>An organisation wants the token signed on first.</summary>
    SingleSignOn = 2,

    Archived = 3,

    /// <summary>The conversation is locked.</summary>
    Locked = 4,

    /// <summary>The primary or secondary rate limit, for longer than we wait.</summary>
    RateLimited = 5,

    /// <summary>Not there, or hidden from this token: GitHub does not tell the two apart.</summary>
    Missing = 6,

    /// <summary>Something with this name exists.</summary>
    AlreadyExists = 7,

    TooLong = 8,

    /// <summary>The repository was renamed or moved.</summary>
    Moved = 9,

    /// <summary>The release cannot be changed any more.</summary>
    Immutable = 10,

    /// <summary>Refused for another reason, which GitHub's own words give.</summary>
    Refused = 11,

    /// <summary>No answer, or none that can be read.</summary>
    Unreachable = 12,
}
