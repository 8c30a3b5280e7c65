namespace MobileDist.Packages.Apple;

/// <summary>The sentences for property lists, iOS packages and their bundles that cannot be read.</summary>
internal static class AppleFaults
{
    private const string BuildAgain = "Build the app again, or archive it again in Xcode; nothing in the app's folder may be left out of the package.";
    private const string CheckPropertyList = "Build the app again. 'plutil -lint' on a Mac, or Python's plistlib anywhere, shows whether a property list can be read.";

    private const string SetIdentifier = "Set it to a reverse domain name of letters, digits, '-' and '.', such as 'com.example.app'.";

    public static DistributionException NoPropertyList(string source) => PropertyList(
        source, $"'{source}' is no property list: it begins neither with 'bplist00' nor with XML.", "Valid are Apple's XML and binary forms; 'plutil -convert xml1' on a Mac makes one of the others.");

    public static DistributionException PropertyListTooLarge(string source, long length) => PropertyList(
        source, $"The property list '{source}' has '{length}' bytes; up to '{PropertyLists.PropertyListBounds.LargestFile}' are read.", CheckPropertyList);

    public static DistributionException PropertyListBroken(string source, string what, Exception? cause = null) => PropertyList(
        source, $"The property list '{source}' is broken: {what}.", CheckPropertyList, cause);

    public static DistributionException NoDictionary(string source) => PropertyList(
        source, $"The property list '{source}' holds no dictionary at its top.", CheckPropertyList);

    public static DistributionException NoXmlCharacter(int character) => new(
        ExitCode.Unfit,
        new Fault($"The character 'U+{character:X4}' cannot be written to an XML property list.", "Take the character out of the value, or keep the property list in its binary form."));

    public static DistributionException NoApp(string file) => Package(
        file, $"'{file}' holds no iOS app.", "Valid are an IPA with 'Payload/NAME.app', and a zip of 'NAME.app' or of 'NAME.xcarchive'.");

    public static DistributionException TwoApps(string file, string first, string second) => Package(
        file, $"'{file}' holds more than one app: '{first}' and '{second}'.", "Give each app a package of its own.");

    public static DistributionException MacApp(string file, string root) => Package(
        file, $"The app '{root}' in '{file}' is for macOS: its Info.plist is in 'Contents'.", "Build the app for iOS devices: destination 'generic/platform=iOS'.");

    public static DistributionException NoInfo(string file, string bundle) => Package(
        file, $"The bundle '{bundle}' in '{file}' has no 'Info.plist'.", BuildAgain);

    public static DistributionException NoExecutableNamed(string file, string bundle) => Package(
        file, $"The Info.plist of '{bundle}' in '{file}' names no executable.", "Set 'CFBundleExecutable' to the name of the linked file; Xcode does it with '$(EXECUTABLE_NAME)'.");

    public static DistributionException ExecutableName(string file, string bundle, string name) => Package(
        file, $"The Info.plist of '{bundle}' in '{file}' names the executable '{name}', which is no plain file name.", "Set 'CFBundleExecutable' to the name of a file directly in the bundle.");

    public static DistributionException ExecutableMissing(string file, string bundle, string name) => Package(
        file, $"The executable '{name}' that the Info.plist of '{bundle}' names is not in '{file}'.", BuildAgain);

    public static DistributionException NoIdentifier(string file, string info) => Package(
        file, $"'{info}' in '{file}' has no 'CFBundleIdentifier'.", SetIdentifier);

    public static DistributionException Identifier(string file, string info, string identifier, string flaw) => Package(
        file, $"The bundle identifier '{identifier}' of '{info}' in '{file}' is not valid: {flaw}.", SetIdentifier);

    public static DistributionException SameIdentifier(string file, string identifier, string first, string second) => Package(
        file,
        $"The bundle identifier '{identifier}' stands twice in '{file}': in '{first}' and in {(second.Length == 0 ? "the app itself" : $"'{second}'")}.",
        "Give each extension and each nested app an identifier of its own, the app's followed by '.' and a name.");

    public static DistributionException TooManyBundles(string file, int most) => Package(
        file, $"'{file}' has more than '{most}' folders that are bundles or look like it.", BuildAgain);

    public static DistributionException BundleTooDeep(string file, string start, int longest) => Package(
        file, $"The path of the bundle '{start}…' in '{file}' is too long: devices take up to '{longest}' characters.", "Nest it less deep, or give its folders shorter names.");

    public static DistributionException BundlesTooLarge(string file, long size, long most) => Package(
        file, $"The property lists and profiles of the bundles in '{file}' have '{size}' bytes together; up to '{most}' are read.", BuildAgain);

    public static DistributionException NoBuildNumber(string file, string info) => Package(
        file, $"'{info}' in '{file}' has no 'CFBundleVersion'.", "Set the build number: 'CURRENT_PROJECT_VERSION' in the project, or 'CFBundleVersion' in the Info.plist.");

    public static DistributionException LinkTarget(string file, string entry) => Package(
        file, $"The symbolic link '{entry}' in '{file}' has no valid target.", BuildAgain);

    public static DistributionException LinkLeadsOut(string file, string entry, string target) => Package(
        file, $"The symbolic link '{entry}' in '{file}' leads out of the app: its target is '{DisplayText.Clean(target)}'.", "Link to files inside the app only, by relative paths.");

    public static DistributionException LinkLeadsOutOfBundle(string file, string link, string bundle, string target) => Package(
        file, $"The symbolic link '{link}' in '{file}' leads out of '{bundle}', which is sealed by itself: to '{(target.Length == 0 ? "." : DisplayText.Clean(target))}' in the app.", "Link to files of the same bundle only, or copy the file into it.");

    public static DistributionException NoAppFolder(string folder) => Package(
        folder, $"'{folder}' is no folder of an iOS app.", "Valid are an IPA, and the folders 'NAME.app' and 'NAME.xcarchive' as Xcode makes them.");

    public static DistributionException NoAppInArchive(string archive) => Package(
        archive, $"The archive '{archive}' has no app in 'Products/Applications'.", "Archive the app's scheme; an archive of a framework alone cannot be installed.");

    public static DistributionException FileTooLarge(string name, long length) => Package(
        name, $"The file '{name}' has '{length}' bytes; no app may be larger than 4 GB.", "Leave it out of the app, and download it at run time.");

    public static DistributionException NotAssembled(string folder, string output, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"'{folder}' could not be packed into '{output}': {cause.Message}", "Check that all files of the folder can be read and that the output can be written.").With("package", folder).With("output", output),
        cause);

    public static DistributionException ExecutableScattered(string file, string entry) => Package(
        file, $"The slices of '{entry}' in '{file}' lie in an order that takes too long to read.", "Merge the slices anew with 'lipo -create'.");

    private static DistributionException Package(string file, string headline, string remedy) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("package", file));

    private static DistributionException PropertyList(string source, string headline, string remedy, Exception? cause = null) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("property list", source), cause);
}
