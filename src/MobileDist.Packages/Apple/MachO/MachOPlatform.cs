namespace MobileDist.Packages.Apple.MachO;

/// <summary>What a slice was built for: <c>platform</c> of LC_BUILD_VERSION, or what LC_VERSION_MIN_* stands for.</summary>
public enum MachOPlatform
{
    /// <summary>The file does not say, or says something newer than this list.</summary>
    Unknown = 0,
    MacOS = 1,
    IOS = 2,
    TvOS = 3,
    WatchOS = 4,
    BridgeOS = 5,
    MacCatalyst = 6,
    IOSSimulator = 7,
    TvOSSimulator = 8,
    WatchOSSimulator = 9,
    DriverKit = 10,
    VisionOS = 11,
    VisionOSSimulator = 12,
}
