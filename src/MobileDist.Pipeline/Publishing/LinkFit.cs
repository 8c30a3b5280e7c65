using MobileDist.Packages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Which packages a link can carry.</summary>
internal static class LinkFit
{
    // What bundletool calls the APK of a set made with '--mode=universal'.
    private const string Universal = "universal.apk";

    /// <summary>Why a phone could not install the package from a link; null when it can.</summary>
    public static Fault? Refusal(PackageInfo package) => package.Format switch
    {
        PackageFormat.Aab => AndroidPackageFaults.BundleByLink(package.Identifier),
        PackageFormat.ApkSet => RefusalOfSet(package),
        _ => null,
    };

    /// <summary>Why neither a link nor a store carries an APK set.</summary>
    public static Fault RefusalOfSet(PackageInfo package) =>
        AndroidPackageFaults.ApkSet(package.Identifier, package.Bundle?.Apks.FirstOrDefault(apk => string.Equals(apk[(apk.LastIndexOf('/') + 1)..], Universal, StringComparison.Ordinal)));
}
