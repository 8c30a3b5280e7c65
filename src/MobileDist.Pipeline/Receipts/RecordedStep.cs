namespace MobileDist.Pipeline.Receipts;

/// <summary>Something that a tester does before the app is on the phone.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Link">Where it is done; null when it needs no address.</param>
internal sealed record RecordedStep(string Text, string? Link = null);
