namespace MobileDist.Signing.Apple.Identity;

/// <summary>A device that somebody wants to install on.</summary>
/// <param name="Owner">As shown in messages; already shortened: <c>Jane D.</c>.</param>
/// <param name="Udid">As <see cref="AppleDeviceId.Normalize"/> gives it.</param>
/// <param name="Model">Apple's model identifier or name, <c>iPhone14,2</c>; null when not known.</param>
public sealed record TesterDevice(string Owner, string Udid, string? Model = null)
{
    /// <summary>For messages: <c>Jane D. (iPhone14,2, …6F70)</c>.</summary>
    public override string ToString() => $"{Owner} ({(Model is null ? "" : Model + ", ")}{AppleDeviceId.Shorten(Udid)})";
}
