namespace MobileDist.AppStoreConnect;

/// <summary>What is waited for.</summary>
public enum BuildWaitStage
{
    /// <summary>That the build is listed.</summary>
    Appears = 0,

    /// <summary>That Apple has processed it.</summary>
    Processes = 1,

    /// <summary>That both of its states for testers are known.</summary>
    Settles = 2,
}
