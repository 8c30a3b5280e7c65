using System.Globalization;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>The minimum SDK of an APK in a set.</summary>
internal static class ApkSetMinSdk
{
    // What is read from a manifest that names none.
    private const int Unnamed = 1;

    /// <summary>Its own. A split that names none is installed only beside an APK of the app that does: the set's counts for it; as it does for a preview's code name.</summary>
    /// <param name="apk">What the APK says about itself.</param>
    /// <param name="ofSet">The oldest API level that the app installs on.</param>
    public static int Of(PackageInfo apk, int ofSet) =>
        int.TryParse(apk.MinimumOs, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && (level > Unnamed || apk.Split is null) ? level : ofSet;
}
