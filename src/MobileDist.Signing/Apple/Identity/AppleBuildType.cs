namespace MobileDist.Signing.Apple.Identity;

/// <summary>Who may install a build.</summary>
public enum AppleBuildType
{
    AdHoc = 0,
    AppStore = 1,
    InHouse = 2,
    Development = 3,
}
