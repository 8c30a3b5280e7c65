namespace MobileDist.AzureDevOps;

/// <summary>What came of a request.</summary>
/// <param name="Body">The answer's body; null when there is none that can be trusted.</param>
/// <param name="Fault">Why not; null with a body, and for a write of which only reading can tell what became of it.</param>
internal sealed record Exchange(byte[]? Body, DistributionException? Fault = null)
{
    public static Exchange Unknown { get; } = new((byte[]?)null);
}
