namespace MobileDist.Packages.Android.Bundles;

/// <summary>The sentences for app bundles and APK sets whose container is sound, but whose content cannot be read.</summary>
internal static class BundleFaults
{
    private const string Rebuild = "Build the bundle again with Gradle's 'bundleRelease'. If a tool changed it after the build (an obfuscator, a repackager), leave that step out and see whether it is the cause.";
    private const string MakeAgain = "Make the set again with bundletool's 'build-apks'.";

    public static DistributionException NoBase(string file) => Unfit(
        file,
        $"'{file}' is an Android App Bundle without a base module: 'base/manifest/AndroidManifest.xml' is not in it.",
        "Give the bundle of the app. One that has nothing but asset packs, or is for system images, cannot be given to testers.");

    public static DistributionException Manifest(string file, string entry, string what) => Unfit(
        file, $"The manifest '{entry}' in '{file}' is broken: {what}.", Rebuild);

    public static DistributionException File(string file, string entry, string what) => Unfit(
        file, $"The file '{entry}' in '{file}' is broken: {what}.", Rebuild);

    public static DistributionException TooManyModules(string file, int most) => Unfit(
        file, $"'{file}' has more than '{most}' modules.", "Put asset packs and features together: Google Play takes some hundred at most.");

    public static DistributionException ManifestsTooLarge(string file, long size, long limit) => Unfit(
        file, $"The manifests of all modules of '{file}' have '{size}' bytes together; up to '{limit}' are read.", Rebuild);

    public static DistributionException NoAppInSet(string file) => Unfit(
        file, $"The APK set '{file}' names no APK with the app's base module in its table of contents 'toc.pb'.", MakeAgain);

    public static DistributionException MissingInSet(string file, string path) => Unfit(
        file, $"The APK set '{file}' names the APK '{path}' in its table of contents 'toc.pb', and does not hold it.", MakeAgain);

    public static DistributionException OtherAppInSet(string file, string path, string actual, string expected) => Unfit(
        file, $"The APK '{path}' in the set '{file}' is of the app '{actual}', and the set says it is of '{expected}'.", MakeAgain);

    public static DistributionException NoRoom(string file, string reason, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"An APK of the set '{file}' could not be unpacked to look into it: {reason}", "Free space in the folder for temporary files, or name another one by TMPDIR (TEMP on Windows).").With("package", file),
        cause);

    private static DistributionException Unfit(string file, string headline, string remedy) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("package", file));
}
