namespace MobileDist.AppStoreConnect;

/// <summary>What a step that can be repeated did.</summary>
public enum Change
{
    /// <summary>It was so before.</summary>
    None = 0,

    Made = 1,
}
