namespace MobileDist.AppStoreConnect;

/// <summary>How far a build is on its way to testers; the internal ones never need a review.</summary>
public enum BetaBuildState
{
    /// <summary>One that Apple added since, or none given.</summary>
    Unknown = 0,
    Processing = 1,
    ProcessingException = 2,
    MissingExportCompliance = 3,
    InExportComplianceReview = 4,
    ReadyForTesting = 5,
    InTesting = 6,
    Expired = 7,
    ReadyForSubmission = 8,
    WaitingForReview = 9,
    InReview = 10,
    Rejected = 11,
    Approved = 12,
    NotApplicable = 13,
}
