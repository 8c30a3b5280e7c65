namespace MobileDist.Pipeline;

/// <summary>A roster that was written out of a table.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="People">How many testers are in it.</param>
/// <param name="Devices">How many devices they have.</param>
public sealed record ImportedRoster(string File, int People, int Devices);
