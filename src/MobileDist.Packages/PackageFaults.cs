namespace MobileDist.Packages;

/// <summary>The sentences for packages whose container is sound, but whose content cannot be read or is no app.</summary>
internal static class PackageFaults
{
    private const string Rebuild = "Build the package again. If a tool changed it after the build (an obfuscator, a repackager), leave that step out and see whether it is the cause.";
    private const string GiveApk = "Give the path of the APK itself.";

    public static DistributionException Folder(string path) => new(
        ExitCode.Unfit, new Fault($"The package '{path}' is a folder.", "Give the path of the package file in it.").With("package", path));

    public static DistributionException NoManifest(string file) => Unfit(
        file, $"'{file}' has no 'AndroidManifest.xml', so it is no APK.", "Give the path of the APK that the build wrote, such as 'app/build/outputs/apk/release/app-release-unsigned.apk'.");

    public static DistributionException TextManifest(string file) => Unfit(
        file,
        $"The manifest 'AndroidManifest.xml' in '{file}' is text XML, the source, and devices read the compiled form only.",
        "Build the package with Gradle or 'aapt2 link'; do not zip the project's files.");

    public static DistributionException ProtobufManifest(string file) => Unfit(
        file,
        $"The manifest 'AndroidManifest.xml' in '{file}' is in the protobuf form, which belongs to Android App Bundles and not to APKs.",
        "Build an APK (with Gradle 'assembleRelease'; with aapt2 'link' without '--proto-format').");

    public static DistributionException Manifest(string file, string what) => Unfit(
        file, $"The manifest 'AndroidManifest.xml' in '{file}' is broken: {what}.", Rebuild);

    public static DistributionException NoVersion(string file, string attribute, string gradle) => Unfit(
        file,
        $"The manifest of '{file}' has no '{attribute}', so that none can be set in its place.",
        $"Set any '{gradle}' in the build, such as in 'defaultConfig' of 'build.gradle'; it is replaced before signing.");

    public static DistributionException ResourceTable(string file, string what) => Unfit(
        file, $"The resource table 'resources.arsc' in '{file}' is broken: {what}.", Rebuild);

    public static DistributionException Drawable(string file, string entry, string what) => Unfit(
        file, $"The drawable '{entry}' in '{file}' is broken: {what}.", Rebuild);

    public static DistributionException Identifier(string file, string? identifier) => Unfit(
        file,
        identifier is null ? $"The manifest of '{file}' names no package." : $"The manifest of '{file}' names the package '{identifier}', which Android refuses.",
        "Set an application id of letters, digits and '_' in at least two parts joined by '.', each beginning with a letter, such as 'com.example.app'.");

    public static DistributionException Split(string file, string split) => Unfit(
        file, $"The manifest of '{file}' names the split '{split}', which Android refuses.", "Name splits with letters, digits, '_' and '.' only.");

    public static DistributionException SignatureFile(string file, string entry, Exception? cause = null)
    {
        var fault = new Fault(
            $"The signature '{entry}' in '{file}' is damaged: it is no CMS signed data with a certificate of its signer.",
            "Take the unsigned package that the build wrote; signing strips whatever else is there and signs anew.");
        return new DistributionException(ExitCode.Unfit, fault.With("package", file).With("entry", entry), cause);
    }

    public static DistributionException HoldsApk(string file, string entry) => Unfit(
        file, $"'{file}' is an archive with '{entry}' in it, not a package.", $"Unpack it. {GiveApk}");

    public static DistributionException HoldsBundle(string file, string entry) => Unfit(
        file, $"'{file}' is an archive with '{entry}' in it, not a package.", "Unpack it, and give the path of the package itself.");

    public static DistributionException Library(string file) => Unfit(
        file, $"'{file}' is an Android library (AAR), which cannot be installed.", "Build the app that uses it, and give its APK.");

    public static DistributionException JavaArchive(string file) => Unfit(
        file, $"'{file}' is a Java archive (JAR), which cannot be installed.", GiveApk);

    public static DistributionException Unknown(string file, string firstEntry) => Unfit(
        file, $"'{file}' is a zip file, but no app package: it has neither 'AndroidManifest.xml', 'BundleConfig.pb' nor 'Payload/NAME.app'; its first entry is '{firstEntry}'.", "Valid are an APK, an AAB and an IPA. Check that the path is the package that the build wrote.");

    private static DistributionException Unfit(string file, string headline, string remedy) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("package", file));
}
