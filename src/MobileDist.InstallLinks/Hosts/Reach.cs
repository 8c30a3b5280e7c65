namespace MobileDist.InstallLinks;

/// <summary>From where a link can be opened, and why that is so, in one or two sentences for the tester.</summary>
public sealed record Reach(ReachScope Scope, string Reason);
