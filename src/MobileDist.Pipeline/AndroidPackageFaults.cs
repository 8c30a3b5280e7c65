using System.Globalization;
using MobileDist.Packages.Android;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline;

/// <summary>The pipeline's sentences about Android packages: versions, app bundles and APK sets.</summary>
internal static class AndroidPackageFaults
{
    public static Fault InvalidVersionCode(Given given) =>
        FaultText.Of(
            new Fault($"'version-code' is '{FaultText.Short(given.Value)}', which is no version code.", "Use a whole number that is higher than that of every earlier upload, such as the number of the CI run; or next, which asks Google Play."),
            given).With("valid", $"1 to {AndroidVersion.LargestCode.ToString(CultureInfo.InvariantCulture)}");

    public static Fault InvalidVersionName(Given given) =>
        FaultText.Of(new Fault($"'version-name' is '{FaultText.Short(given.Value)}', which is no version name.", "Use a name on one line, such as 1.2.3 or 2.0-beta."), given)
            .With("valid", $"1 to {AndroidVersion.LongestName.ToString(CultureInfo.InvariantCulture)} characters, none of them a control character");

    public static Fault SchemesOfBundle(IEnumerable<string> schemes) =>
        new Fault("An app bundle is signed as a JAR (v1) alone; the signature schemes of the settings are for APKs.", "Leave 'schemes' out for it: Google Play signs the APKs that it makes of the bundle by all schemes.")
            .With("schemes", string.Join(", ", schemes));

    public static Fault BundleByLink(string identifier) =>
        new($"The package of '{identifier}' is an app bundle (AAB), which no phone installs: the channel 'link' cannot carry it.", "Build an APK for the link (with Gradle 'assembleRelease' in place of 'bundleRelease'), or take a channel that Google Play is behind.");

    public static Fault ApkSet(string identifier) =>
        new($"The package of '{identifier}' is an APK set, which only bundletool installs: neither phones nor Google Play take it.", "Give the app bundle that it was made of, or make the set with '--mode=universal' and give the 'universal.apk' in it.");
}
