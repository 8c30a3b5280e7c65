namespace MobileDist.AppStoreConnect;

/// <summary>Why Apple did not do what it was asked for; each has its own remedy.</summary>
internal enum AppleFailureKind
{
    /// <summary>Refused for another reason, which Apple's own words give.</summary>
    Refused = 0,

    /// <summary>Key, issuer, or the token that they make; Apple never says which.</summary>
    BadCredentials = 1,

    /// <summary>The key's role is too low.</summary>
    NoPermission = 2,

    /// <summary>The licence agreement waits for the account holder.</summary>
    AgreementMissing = 3,

    /// <summary>The agreement for beta testing is missing at Apple.</summary>
    BetaContractMissing = 4,

    Missing = 5,

    /// <summary>What the request names is so new that this part of Apple does not know it yet.</summary>
    NotYetKnown = 6,

    /// <summary>For longer than we wait.</summary>
    RateLimited = 7,

    /// <summary>Apple's limit of uploads a day for one app.</summary>
    DailyUploadLimit = 8,

    /// <summary>The build number was used before or is lower than one before.</summary>
    BuildNumberUsed = 9,

    /// <summary>The value is set already and cannot be set again.</summary>
    AlreadySet = 10,

    /// <summary>Something with this name or locale exists.</summary>
    AlreadyExists = 11,

    /// <summary>The group gets every build by itself.</summary>
    AutomaticGroup = 12,

    /// <summary>A tester cannot be assigned: no user of App Store Connect, a member already, or revoked.</summary>
    TesterNotAssignable = 13,

    /// <summary>The tester has accepted before.</summary>
    AlreadyAccepted = 14,

    /// <summary>There is nothing that the tester could install yet.</summary>
    NothingToInstall = 15,

    /// <summary>One build of a version is in review at a time.</summary>
    AnotherBuildInReview = 16,

    /// <summary>The build is not in a state for it: still processing, not approved, or expired.</summary>
    BuildNotReady = 17,

    /// <summary>A text holds characters that Apple does not take.</summary>
    BadCharacters = 18,

    /// <summary>No answer, or none that can be read.</summary>
    Unreachable = 19,
}
