namespace MobileDist.AppStoreConnect;

/// <summary>Why testers cannot install a build.</summary>
public enum NotInstallable
{
    /// <summary>Apple gives a state that is not known here.</summary>
    UnknownState = 0,
    StillProcessing = 1,
    Invalid = 2,
    Expired = 3,

    /// <summary>The question about encryption has no answer.</summary>
    MissingExportCompliance = 4,

    /// <summary>Apple looks at documents about encryption.</summary>
    InExportComplianceReview = 5,

    /// <summary>The group does not have the build.</summary>
    NotAssigned = 6,

    /// <summary>External testers need a review, and the build was not sent to one.</summary>
    NotSubmittedForReview = 7,

    /// <summary>The reviewers refused it.</summary>
    ReviewRejected = 8,

    /// <summary>Nobody is in the group, and it has no public link.</summary>
    NoTesters = 9,

    /// <summary>There is no such build any more.</summary>
    BuildMissing = 10,

    /// <summary>There is no such group any more.</summary>
    GroupMissing = 11,
}
