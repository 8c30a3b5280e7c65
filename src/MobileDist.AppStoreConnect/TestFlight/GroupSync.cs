namespace MobileDist.AppStoreConnect;

/// <summary>Whom a group is to have.</summary>
/// <param name="Group">As Apple has it.</param>
/// <param name="Wanted">Its testers, and what becomes of others.</param>
public sealed record GroupSync(BetaGroup Group, TesterSync Wanted);
