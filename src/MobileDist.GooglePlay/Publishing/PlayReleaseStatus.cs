namespace MobileDist.GooglePlay;

/// <summary>Whom a release is served to.</summary>
public enum PlayReleaseStatus
{
    /// <summary>Google has a status that this version does not know.</summary>
    Unknown = 0,

    /// <summary>All testers of the track.</summary>
    Completed = 1,

    /// <summary>A part of them.</summary>
    InProgress = 2,

    /// <summary>Nobody new.</summary>
    Halted = 3,

    /// <summary>Nobody; it waits in the Play Console.</summary>
    Draft = 4,
}
