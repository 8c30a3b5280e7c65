namespace MobileDist.GooglePlay;

/// <summary>Why Cloud Identity did not do it; each has its own remedy.</summary>
internal enum GroupFailureKind
{
    /// <summary>For another reason, which Google's own words give.</summary>
    Refused = 0,

    Unreachable = 1,

    RateLimited = 2,

    /// <summary>The token is not taken.</summary>
    BadToken = 3,

    /// <summary>The token is for something else.</summary>
    ScopeMissing = 4,

    /// <summary>The project's switch for the interface is off.</summary>
    ServiceDisabled = 5,

    /// <summary>The account manages neither this group nor all; Google says the same of groups that are not there.</summary>
    NoPermission = 6,

    Missing = 7,

    /// <summary>Is a member already.</summary>
    AlreadyExists = 8,

    /// <summary>The group takes members of its own organisation only.</summary>
    ExternalNotAllowed = 9,

    /// <summary>No Google account, or none that can be a member.</summary>
    BadMember = 10,

    /// <summary>Somebody else changes the group at the same time.</summary>
    Overtaken = 11,
}
