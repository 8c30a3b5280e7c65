namespace MobileDist.AppStoreConnect;

/// <summary>How the upload of one part ended.</summary>
internal enum PartOutcome
{
    Arrived = 0,

    /// <summary>The signed address is no longer taken.</summary>
    Expired = 1,

    /// <summary>Not now; again later.</summary>
    Unreachable = 2,
}
