namespace MobileDist.Packages;

/// <summary>The container that a package comes in.</summary>
public enum PackageFormat
{
    /// <summary>Android package, installs on a device.</summary>
    Apk = 0,

    /// <summary>Android App Bundle, for Google Play only.</summary>
    Aab = 1,

    /// <summary>iOS App Store package.</summary>
    Ipa = 2,

    /// <summary>APK set (<c>.apks</c>) that bundletool made of an app bundle: several APKs, for bundletool to choose from.</summary>
    ApkSet = 3,
}
