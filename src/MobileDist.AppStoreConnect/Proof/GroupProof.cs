namespace MobileDist.AppStoreConnect;

/// <summary>Whether a group can install a build.</summary>
/// <param name="Group">As Apple has it now; as it was, when Apple no longer has it.</param>
/// <param name="Installability">By the state of build and group.</param>
public sealed record GroupProof(BetaGroup Group, Installability Installability);
