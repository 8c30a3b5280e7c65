namespace MobileDist.AppStoreConnect;

/// <summary>Whether a group can install a build, as Apple's state says.</summary>
public sealed record GroupProof(BetaGroup Group, Installability Installability);
