namespace MobileDist.Packages;

/// <summary>What a zip file turns out to be.</summary>
internal enum PackageKind
{
    Other = 0,
    Apk = 1,
    Aab = 2,
    Ipa = 3,
    ApkSet = 4,
    AndroidLibrary = 5,
}
