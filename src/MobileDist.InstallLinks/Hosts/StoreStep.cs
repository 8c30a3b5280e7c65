namespace MobileDist.InstallLinks;

/// <summary>Something that a tester does before the app is on the phone.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Link">Where it is done; null when it needs no address.</param>
public sealed record StoreStep(string Text, string? Link = null);
