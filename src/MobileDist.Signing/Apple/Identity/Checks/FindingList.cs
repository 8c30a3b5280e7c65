namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>What the checks have found so far.</summary>
internal sealed class FindingList
{
    public List<Fault> Errors { get; } = [];

    public List<Fault> Warnings { get; } = [];
}
