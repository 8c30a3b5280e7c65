namespace MobileDist.GooglePlay;

/// <summary>Why Google Play did not do it; each has its own remedy.</summary>
public enum PlayFailureKind
{
    /// <summary>Refused for another reason, which Google's own words give.</summary>
    Refused = 0,

    /// <summary>Google takes no access token of this account.</summary>
    BadCredentials = 1,

    /// <summary>The account may not do this with this app.</summary>
    NoPermission = 2,

    /// <summary>The access token is for other services.</summary>
    WrongScope = 3,

    /// <summary>The Google Play Android Developer API is not enabled in the account's project.</summary>
    ApiDisabled = 4,

    /// <summary>There is no such app, or nothing was ever uploaded for it by hand.</summary>
    PackageNotFound = 5,

    /// <summary>The app's setup is not finished, so there can be drafts only.</summary>
    DraftAppOnly = 6,

    /// <summary>The commit has to say that the changes are not sent for review.</summary>
    ReviewIsManual = 7,

    /// <summary>The commit must not say that the changes are not sent for review.</summary>
    ReviewIsAutomatic = 8,

    VersionCodeUsed = 9,

    /// <summary>Lower than what the testers have.</summary>
    VersionCodeTooLow = 10,

    NotSigned = 11,

    /// <summary>Signed with another key than the app's upload key.</summary>
    WrongKey = 12,

    /// <summary>Google cannot read the package.</summary>
    BadPackage = 13,

    /// <summary>Another edit or the Play Console ended ours, or it grew too old.</summary>
    EditLost = 14,

    /// <summary>The edit was committed before.</summary>
    EditCommitted = 15,

    /// <summary>Google still digests what was uploaded.</summary>
    UploadsNotReady = 16,

    /// <summary>Something has to be done in the Play Console first; Google does not say what.</summary>
    PreconditionFailed = 17,

    /// <summary>The terms of internal app sharing wait to be accepted.</summary>
    TermsNotAccepted = 18,

    NotesTooLong = 19,

    /// <summary>There is no such track, or nothing was ever on it.</summary>
    TrackMissing = 20,

    /// <summary>Somebody changed the app at the same time.</summary>
    Concurrent = 21,

    /// <summary>Google reviews earlier changes right now.</summary>
    InReview = 22,

    /// <summary>Too many requests, for longer than we wait.</summary>
    RateLimited = 23,

    /// <summary>No answer, or none that can be read.</summary>
    Unreachable = 24,

    Missing = 25,
}
