namespace MobileDist.AppStoreConnect;

/// <summary>How a wait goes.</summary>
/// <param name="Stage">What is waited for.</param>
/// <param name="Waited">Since this stage began.</param>
/// <param name="Limit">When it ends at the latest.</param>
public readonly record struct BuildWaitProgress(BuildWaitStage Stage, TimeSpan Waited, TimeSpan Limit);
