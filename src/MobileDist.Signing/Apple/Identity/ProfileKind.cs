namespace MobileDist.Signing.Apple.Identity;

/// <summary>What a provisioning profile is for.</summary>
public enum ProfileKind
{
    /// <summary>Listed devices, with a debugger (<c>get-task-allow</c>).</summary>
    Development = 0,

    /// <summary>Listed devices.</summary>
    AdHoc = 1,

    /// <summary>The App Store and TestFlight; no device.</summary>
    AppStore = 2,

    /// <summary>Every device (<c>ProvisionsAllDevices</c>), in-house.</summary>
    Enterprise = 3,
}
