namespace MobileDist.AppStoreConnect;

/// <summary>What Apple says about an upload.</summary>
/// <param name="Code">Such as <c>90683</c>.</param>
/// <param name="Description">Apple's sentence.</param>
public sealed record AppleNote(string Code, string Description)
{
    /// <summary>What the code means and what to do about it, in our words; null for codes that speak for themselves.</summary>
    public string? Advice => AppStoreConnectFaults.AdviceOn(Code);
}
