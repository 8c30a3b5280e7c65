namespace MobileDist.AppStoreConnect;

/// <summary>How far Apple is with a build.</summary>
public enum BuildProcessingState
{
    /// <summary>One that Apple added since.</summary>
    Unknown = 0,
    Processing = 1,
    Failed = 2,
    Invalid = 3,
    Valid = 4,
}
