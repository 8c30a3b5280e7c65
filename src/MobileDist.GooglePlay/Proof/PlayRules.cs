namespace MobileDist.GooglePlay;

/// <summary>Rules of Google Play that testers and their hosts have to know, one sentence or two each.</summary>
public static class PlayRules
{
    public const string AccountsNotDevices =
        "Google Play binds a release to the tester's Google account and not to devices: it can be installed on every phone and tablet with that account, and no device has to be registered.";

    /// <summary>Of internal app sharing (https://support.google.com/googleplay/android-developer/answer/9303479).</summary>
    public const string SharingLimits =
        "A link of internal app sharing installs at most 100 times and ends 60 days after its upload; testers switch internal app sharing on in the Play Store's settings (tap the version there seven times).";

    /// <summary>Of packages that are installed past the store (https://developer.android.com/developer-verification); where and when it begins is Google's to change.</summary>
    public const string DeveloperVerification =
        "Certified devices in Brazil, Indonesia, Singapore and Thailand may refuse packages from outside the store since 30 September 2026, and others later, unless package name and signing certificate are registered by a verified developer.";
}
