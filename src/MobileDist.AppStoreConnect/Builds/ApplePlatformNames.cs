namespace MobileDist.AppStoreConnect;

/// <summary>Apple's spellings of the platforms.</summary>
public static class ApplePlatformNames
{
    /// <summary>The platform of a package's <c>DTPlatformName</c>; null when it is none that TestFlight takes.</summary>
    public static ApplePlatform? FromSdk(string platformName) => platformName switch
    {
        "iphoneos" => ApplePlatform.Ios,
        "macosx" => ApplePlatform.MacOs,
        "appletvos" => ApplePlatform.TvOs,
        "xros" => ApplePlatform.VisionOs,
        _ => null,
    };

    internal static string ToApi(this ApplePlatform platform) => platform switch
    {
        ApplePlatform.MacOs => "MAC_OS",
        ApplePlatform.TvOs => "TV_OS",
        ApplePlatform.VisionOs => "VISION_OS",
        _ => "IOS",
    };

    internal static string ToWeb(this ApplePlatform platform) => platform switch
    {
        ApplePlatform.MacOs => "macos",
        ApplePlatform.TvOs => "tvos",
        ApplePlatform.VisionOs => "visionos",
        _ => "ios",
    };
}
