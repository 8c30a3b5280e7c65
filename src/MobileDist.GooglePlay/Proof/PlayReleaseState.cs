namespace MobileDist.GooglePlay;

/// <summary>How far a committed release is.</summary>
public enum PlayReleaseState
{
    /// <summary>Google has a state that this version does not know.</summary>
    Unknown = 0,

    Draft = 1,

    /// <summary>It waits in the Play Console until somebody sends it.</summary>
    NotSentForReview = 2,

    InReview = 3,

    /// <summary>It waits in the Play Console until somebody publishes it.</summary>
    ApprovedNotPublished = 4,

    Rejected = 5,

    /// <summary>Testers get it.</summary>
    Published = 6,
}
