using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Roster;

/// <summary>An Apple device of a tester's.</summary>
/// <param name="Udid">As <see cref="AppleDeviceId.Normalize"/> gives it.</param>
/// <param name="Name">What its owner calls it; null where the roster does not say.</param>
/// <param name="Model">Apple's model identifier or name; null where the roster does not say.</param>
internal sealed record RosterDevice(string Udid, string? Name, string? Model)
{
    /// <summary>Fit for a log.</summary>
    public override string ToString() => AppleDeviceId.Shorten(Udid);
}
