namespace MobileDist.Signing.Apple.Identity;

/// <summary>Whom a signed iOS app is for; decides over the kinds of certificate and profile.</summary>
public enum AppleBuildType
{
    /// <summary>For the devices in the profile, installed from a link.</summary>
    AdHoc = 0,

    /// <summary>For the App Store and TestFlight.</summary>
    AppStore = 1,

    /// <summary>For the devices of one company (Apple Developer Enterprise Program).</summary>
    InHouse = 2,

    /// <summary>For the team's own devices, with a debugger.</summary>
    Development = 3,
}
