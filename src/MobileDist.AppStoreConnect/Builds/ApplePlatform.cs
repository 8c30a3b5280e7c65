namespace MobileDist.AppStoreConnect;

/// <summary>What a build runs on; a version number is counted for each by itself.</summary>
public enum ApplePlatform
{
    Ios = 0,
    MacOs = 1,
    TvOs = 2,
    VisionOs = 3,
}
