using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline;

/// <summary>Every sentence of this room that a user may read when something is wrong.</summary>
internal static class PipelineFaults
{
    // ---- YAML: the settings file, or the roster; the fault says which -----------------------------------------------

    public static Fault NotYaml(YamlPosition at, string reason) =>
        At(new Fault($"The file is not valid YAML: {Clean(reason)}", "Mind the indentation (blanks only) and put texts with ':' or '#' in quotes."), at);

    public static Fault TabIndentation(YamlPosition at) =>
        At(new Fault("A line of the file is indented with a tab; YAML takes blanks only.", "Replace the tab by blanks."), at);

    public static Fault SecondDocument(YamlPosition at) =>
        At(new Fault("The file holds a second document after '---'.", "Keep everything in one document."), at);

    public static Fault TooDeep(YamlPosition at, int limit) =>
        At(new Fault($"The file nests deeper than {limit} levels.", "Nothing that is known lies that deep; check the indentation, or compare the file with its schema."), at);

    public static Fault TooManyValues(YamlPosition at, int limit) =>
        At(new Fault($"The file stands for more than {limit} values once its aliases are expanded.", "Remove the aliases (*name) that multiply."), at);

    public static Fault UnknownAlias(YamlPosition at, string name) =>
        At(new Fault($"The alias '*{name}' names no anchor that is complete before it.", $"Write the anchor '&{name}' further up, or the value itself."), at);

    public static Fault KeyIsNoText(YamlNode key) =>
        At(new Fault($"A key of the file is {key.Kind}, not a text.", "Write keys as plain words."), key.Position);

    public static Fault DuplicateKey(YamlPosition at, string key, YamlPosition first) =>
        At(new Fault($"The key '{key}' stands twice in one section.", "Keep one of the two."), at).With("first", $"line {first.Line}");

    // ---- The settings file against its declaration ---------------------------------------------------------------

    public static Fault EmptyConfig(string file) =>
        new Fault($"The settings file '{file}' is empty.", "Describe at least one app under 'apps:', or remove the file and use --package.").With("file", file);

    public static Fault ConfigTooBig(string file, long limit) =>
        new Fault($"The file '{file}' is larger than {limit / 1024} KiB.", "Check that the path names settings or a roster.").With("file", file);

    public static Fault ConfigNotText(string file) =>
        new Fault($"The file '{file}' is not UTF-8 text.", "Save it as UTF-8; a spreadsheet calls that 'CSV UTF-8'.").With("file", file);

    public static Fault ConfigUnreadable(string file, string reason) =>
        new Fault($"The file '{file}' cannot be read: {Clean(reason)}", "Check that the path is a file that this user may read.").With("file", file);

    public static Fault ConfigNotFound(Given given, string path) =>
        new Fault($"The settings file '{given.Value}' does not exist.", $"Correct {given.Source}, or leave it out to use mobiledist.yml.").With("looked at", path);

    public static Fault NothingToDo(string folder, string? otherSpelling) =>
        new Fault(
            "There is no mobiledist.yml here and no --package, so there is nothing to distribute.",
            otherSpelling is null
                ? "Either write mobiledist.yml (apps: / my-app: / android: / package: path/to/app.apk), or run with --package=path/to/app.apk and the key in ANDROID_KEYSTORE."
                : $"Rename '{otherSpelling}' to mobiledist.yml, pass --config={otherSpelling}, or run with --package=path/to/app.apk.")
        .With("folder", folder);

    public static Fault UnknownKey(YamlEntry entry, string path, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = NearestName.To(entry.Key, names);
        return At(new Fault($"The key '{entry.Key}' is unknown {Under(path)}.", nearest is null ? "Remove it, or use a valid key." : $"Did you mean '{nearest}'?"), entry.Position)
            .With("valid", string.Join(", ", names));
    }

    public static Fault BadName(YamlEntry entry, SettingsShape.Named named) =>
        At(new Fault($"'{entry.Key}' cannot be the key of an {named.What}.", "It names a folder and a row of the comment. Choose a key of at most 60 characters."), entry.Position).With("valid", named.NameValid);

    public static Fault BadVariableName(YamlEntry entry, string path) =>
        At(new Fault($"'{entry.Key}' {Under(path)} is no name of an environment variable.", "Use letters, digits and underscores, not beginning with a digit."), entry.Position);

    public static Fault WrongKind(YamlNode node, string path, string valid) =>
        At(new Fault(node is YamlNode.Scalar scalar ? $"'{Root(path)}' is the text '{Short(scalar.Text)}'." : $"'{Root(path)}' is {node.Kind}.", "Use what is valid here."), node.Position).With("valid", valid);

    public static Fault NoValue(YamlNode node, string path, string valid) =>
        At(new Fault($"'{path}' has no value.", "Give it one, or remove the key."), node.Position).With("valid", valid);

    public static Fault InvalidValue(YamlNode.Scalar scalar, string path, string valid, IEnumerable<string> choices)
    {
        var nearest = NearestName.To(scalar.Text, choices);
        return At(new Fault($"'{path}' has the value '{Short(scalar.Text)}', which is not valid.", nearest is null ? "Use a valid value." : $"Did you mean '{nearest}'?"), scalar.Position).With("valid", valid);
    }

    public static Fault LiteralSecret(YamlNode.Scalar scalar, string path) =>
        At(new Fault($"'{path}' holds something else than the name of a variable; a secret must not stand in the file.", "Put the secret into the CI's secret store and name the variable: ${NAME}. If a secret was committed, change it."), scalar.Position)
            .With("value", "(not shown)").With("valid", "${NAME}");

    public static Fault MalformedVariable(YamlNode.Scalar scalar, string path) =>
        At(new Fault($"'{path}' has the value '{Short(scalar.Text)}', where '${{' begins no variable.", "Write ${NAME} (letters, digits, underscores), or $${ for the characters themselves."), scalar.Position);

    public static Fault MissingVariable(YamlPosition at, string path, string name) =>
        At(new Fault($"'{path}' asks for the environment variable '{name}', which is not set or empty.", $"Set {name} in the CI job (pull requests from forks get no secrets), or write $${{ for the characters themselves."), at)
            .With("variable", name);

    public static Fault NoApps(YamlPosition at) =>
        At(new Fault("The settings file describes no app.", "Add one: apps: / my-app: / android: / package: path/to/app.apk. Or run with --package."), at);

    public static Fault AppWithoutPlatform(YamlEntry app) =>
        At(new Fault($"The app '{app.Key}' has no platform.", "Add 'android:' or 'ios:' with the package under it."), app.Position).With("valid", string.Join(", ", PlatformKey.All));

    public static Fault NothingForPlatform(Given given, IEnumerable<string> apps) =>
        Of(new Fault($"No app has the platform '{Short(given.Value)}'.", "Choose another with --platform, or add it to the app in the settings file."), given).With("apps", string.Join(", ", apps));

    public static Fault NoPackage(string app, AppPlatform platform, YamlPosition? at, bool built) =>
        At(
            new Fault(
                built ? $"It is not said where the build of '{app}' puts the package." : $"It is not said where the package of '{app}' is.",
                $"Add 'package:' with a path or a pattern, for example {(platform == AppPlatform.Ios ? "build/App.xcarchive or build/*.ipa" : "app/build/outputs/apk/release/*.apk")}."),
            at);

    public static Fault BuildWithoutCommand(string path, YamlPosition at) =>
        At(new Fault($"'{path}' has no command.", "Add 'command:', for example ./gradlew :app:assembleRelease."), at);

    public static Fault BuildFolderMissing(string path, string directory, YamlPosition? at) =>
        At(new Fault($"'{path}.directory' names the folder '{directory}', which does not exist.", "Correct the path; it starts from the settings file's folder."), at);

    public static Fault BadLinkUrl(Given given) =>
        Of(new Fault($"The address '{Short(given.Value)}' cannot carry the install link.", "Phones install over https only. Leave out user names, '?' and '#'."), given).With("valid", "https://…, or http:// on this computer");

    public static Fault ReleaseHostElsewhere(Given given) =>
        Of(new Fault("The host 'github-release' works in GitHub Actions only, and this is no run of it.", "Use 'folder' here: --link-host=folder, or MOBILEDIST_LINK_HOST=folder in the environment, leaves the file as it is."), given).With("valid", "folder");

    public static Fault UrlOfReleaseHost(Given given) =>
        Of(new Fault($"The address '{Short(given.Value)}' is for the host 'folder', but the link is to be carried by 'github-release', which has its own.", "Leave one of the two out."), given);

    public static Fault SchemeThreeAlone(YamlPosition? at) =>
        At(new Fault("The signature scheme 'v3' cannot stand alone.", "Add v2 (and v1 for Android 6 and older), or use auto; devices look at the older scheme where they do not know the newer."), at).With("valid", "auto, or a list of v1, v2, v3");

    // ---- Arguments and variables ---------------------------------------------------------------------------------

    public static Fault UnknownArgument(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = NearestName.To(name, names);
        return new Fault($"The argument '--{name}' is unknown.", nearest is null ? "Remove it." : $"Did you mean '--{nearest}'?").With("valid", string.Join(", ", names.Select(valid => "--" + valid)));
    }

    public static Fault SecretArgument(DistributionArgument argument) =>
        new Fault($"'--{argument.Name}' is a secret and must not be given as an argument, where every process of this machine can read it.", $"Put it into the environment variable {argument.Variable}, and change the secret if this command line was logged.")
            .With("value", "(not shown)").With("variable", argument.Variable);

    public static Fault EmptyArgument(DistributionArgument argument) =>
        new Fault($"The argument '--{argument.Name}' has no value.", "Give it one or leave it out; a CI variable in it may be empty.").With("variable", argument.Variable);

    public static Fault InvalidOverride(Given given, string valid) =>
        Of(new Fault($"{given.Source} has the value '{Short(given.Value)}', which is not valid.", "Use a valid value."), given).With("valid", valid);

    public static Fault InvalidVersion(string key, Given given) =>
        Of(new Fault($"'{key}' is '{Short(given.Value)}', which iOS does not take.", "Use numbers with periods between them, such as 1.2.3 or 42."), given).With("valid", "digits and periods, at most 18 characters");

    public static Fault BadSigningTime(string variable, string value) =>
        new Fault($"The variable {variable} has the value '{Short(value)}', which is no time.", $"Set it to whole seconds since 1970 (git log -1 --format=%ct), or remove it.").With("variable", variable);

    public static Fault UnknownName(Given given, string name, IReadOnlyCollection<string> valid)
    {
        var nearest = NearestName.To(name, valid);
        return Of(new Fault($"{given.Source} names '{Short(name)}', which is unknown.", nearest is null ? "Use a valid name." : $"Did you mean '{nearest}'?"), given).With("valid", string.Join(", ", valid));
    }

    public static Fault PackageForSeveralApps(Given package, IEnumerable<string> apps) =>
        Of(new Fault($"{package.Source} names one package, '{package.Value}', but several apps are to be distributed.", "Choose the app with --app."), package).With("apps", string.Join(", ", apps));

    public static Fault OneValueForSeveralApps(Given given, IEnumerable<string> apps) =>
        Of(new Fault($"{given.Source} is for one app, '{Short(given.Value)}', but several apps are to be distributed.", "Choose the app with --app, or write it into the file for each."), given).With("apps", string.Join(", ", apps));

    public static Fault OneKeyForSeveralApps(Given keystore, IEnumerable<string> apps) =>
        Of(new Fault($"{keystore.Source} would replace the different keystores of several apps by one.", "Choose the app with --app, or give the variable another name and use it in the file as ${OTHER_NAME}."), keystore).With("apps", string.Join(", ", apps));

    // ---- Keys ----------------------------------------------------------------------------------------------------

    public static Fault KeyMaterialIsFolder(Given given, string what, string path) =>
        Of(new Fault($"The {what} '{path}' from {given.Source} is a folder.", "Name the file in it."), given);

    public static Fault KeyMaterialNotFound(Given given, string what, string? shown) =>
        Of(
            new Fault(
                shown is null
                    ? $"The {what} from {given.Source} is neither a file that exists nor base64 of one ({given.Value.Length} characters, not shown)."
                    : $"The {what} '{shown}' from {given.Source} does not exist.",
                given.FromVariable ? "Put the path or the whole base64 (base64 -w0 FILE) into the variable." : $"Correct the path, or put the file as base64 into a variable and name it: ${{{(what is "keystore" ? "ANDROID_KEYSTORE" : "NAME")}}}."),
            given).With("folder", given.Folder);

    public static Fault NoProfileMatches(Given given) =>
        Of(new Fault($"No provisioning profile is found for '{Short(given.Value)}' from {given.Source}.", "Correct the pattern, or bring the profiles there; patterns take *, ? and **."), given).With("folder", given.Folder);

    public static Fault KeyFileTooBig(string path) =>
        new Fault($"The key file '{path}' is larger than {KeyMaterial.MaxLength / 1024} KiB, which no keystore is.", "Check that the path names the keystore.");

    public static Fault KeyFileUnreadable(string path, string reason) =>
        new Fault($"The key file '{path}' cannot be read: {Clean(reason)}", "Check the path and this user's right to read it.");

    public static Fault NoKey(string path) =>
        new Fault("There is no key to sign with.", "Set ANDROID_KEYSTORE (path or base64) and ANDROID_KEYSTORE_PASSWORD, or run with --throw-away to try things out. Pull requests from forks get no secrets.")
            .With("setting", $"{path}.keystore");

    public static Fault NoCertificate(string path) =>
        new Fault("There is no certificate to sign with.", "Set IOS_CERTIFICATE (the .p12, path or base64), IOS_CERTIFICATE_PASSWORD and IOS_PROFILES, or run with --throw-away to try things out. Pull requests from forks get no secrets.")
            .With("setting", $"{path}.certificate");

    public static Fault TooManyProfiles(Given given, int most) =>
        Of(new Fault($"More than {most} provisioning profiles are named.", "Name those of this app and its extensions only, for example with a narrower pattern."), given);

    public static Fault NoProfiles(string path) =>
        new Fault("There is no provisioning profile to sign with.", "Set IOS_PROFILES: one path or base64 a line, one profile for the app and one for each of its extensions.").With("setting", $"{path}.profiles");

    public static Fault NoLinkForAppStore(string release) =>
        new Fault($"'{release}' is signed for the App Store, and no phone installs such a package from a link.", "Sign it with type ad-hoc or in-house for the link, or name the channel 'testflight' as well: the page then leads there.").With("valid", "ad-hoc, in-house, development");

    public static Fault NoPageOnRelease(string release) =>
        new($"Phones get '{release}' from a store, and the host 'github-release' carries packages, not pages that lead to stores.", "Set channels.link.host to 'folder', or leave the link channel out: the comment has the store's link.");

    public static Fault EntitlementsForNobody(string identifier, IEnumerable<string> known) =>
        new Fault($"Entitlements are given for '{Short(identifier)}', and no bundle of the app has that identifier.", "Name a bundle identifier as the package has it when it is signed.").With("valid", string.Join(", ", known));

    public static Fault EntitlementsTooBig(string path, int limit) =>
        new($"The entitlements file '{path}' is larger than {limit / 1024} KiB.", "Check that the path names an .entitlements file.");

    public static Fault ThrowAwayCertificate(string path) =>
        new Fault("The iOS package is signed with a throw-away certificate; no device installs it.", "Set IOS_CERTIFICATE, IOS_CERTIFICATE_PASSWORD and IOS_PROFILES for your own.").With("certificate", Path.GetFileName(path));

    public static Fault NotSigned(string file) =>
        new($"The package '{file}' is not signed.", "Sign it with --target=Sign.");

    public static Fault EntitlementsNotFound(string path, Given given) =>
        Of(new Fault($"The entitlements file '{path}' does not exist.", "Correct the path; it starts from the settings file's folder."), given);

    public static Fault ThrowAwayAndCertificate(YamlPosition? at) =>
        At(new Fault("Both a throw-away certificate and one of your own are asked for.", "Remove 'throw-away' to sign with your certificate, or the certificate to try things out."), at);

    public static Fault ThrowAwayAndKeystore(YamlPosition? at) =>
        At(new Fault("Both a throw-away key and a keystore are asked for.", "Remove 'throw-away' to sign with the keystore, or the keystore to try things out."), at);

    // ---- Packages ------------------------------------------------------------------------------------------------

    public static Fault PackageNotFound(PackageSource source) =>
        new Fault($"No package was found for '{string.Join("', '", source.Patterns)}' ({source.Source}).", "Build the app first, or correct the path; patterns take *, ? and **.").With("folder", source.Folder);

    public static Fault SeveralPackages(string pattern, PackageSource source, IReadOnlyList<string> matches) =>
        new Fault($"'{pattern}' ({source.Source}) matches {(matches.Count > 10 ? "more than 10" : matches.Count)} files, where one package is meant.", "Write a narrower pattern, or delete what older builds left.")
            .With("found", string.Join(", ", matches.Take(10).Select(path => Path.GetRelativePath(source.Folder, path))));

    public static Fault OtherPlatform(PackageInfo package, AppPlatform wanted) =>
        new(
            $"The package of '{package.Identifier}' is for {NameOf(package.Platform)}, and this release is for {NameOf(wanted)}.",
            wanted == AppPlatform.Android ? "Give the path of an APK." : "Give the path of an IPA, or of the folder NAME.app or NAME.xcarchive.");

    public static Fault SplitPackage(string identifier, string split) =>
        new($"The package of '{identifier}' is only the split '{split}', which cannot be installed alone.", "Give the universal APK (bundletool --mode=universal), or build without splits.");

    public static Fault TestOnlyPackage(string identifier) =>
        new($"The package of '{identifier}' is marked test-only: phones refuse it when testers tap on it.", "Build the release variant, or set android.injected.testOnly=false.");

    public static Fault DebuggablePackage(string identifier) =>
        new($"The package of '{identifier}' is debuggable: whoever holds the phone can read the app's data.", "Build the release variant.");

    public static Fault LibrariesBelow16KiB(IEnumerable<string> names, int count) =>
        new Fault($"{count} native {(count == 1 ? "library is" : "libraries are")} not aligned to 16 KiB: the app will not start on devices with such memory pages.", "Link with -Wl,-z,max-page-size=16384 (NDK r28 does), or update the library.")
            .With("libraries", string.Join(", ", names));

    // ---- Building ------------------------------------------------------------------------------------------------

    public static Fault BuildDidNotStart(string command, string reason) =>
        new($"The build command '{Short(command)}' could not be started: {Clean(reason)}", "Check the folder and that the shell is there.");

    public static Fault BuildFailed(BuildSettings build, int code, string lastLines) =>
        new Fault($"The build command '{Short(build.Command)}' ended with exit code {code}.", "Read its last lines; run the command by itself in that folder to see it fail.")
            .With("folder", build.Directory).With("last lines", lastLines);

    public static Fault BuildTimedOut(BuildSettings build, string lastLines) =>
        new Fault($"The build command '{Short(build.Command)}' was still running after {build.Timeout.TotalMinutes:0.#} minutes and was stopped.", "Set 'timeout:' higher, or find out what it waits for; it cannot ask questions here.")
            .With("folder", build.Directory).With("last lines", lastLines);

    public static Fault PackageOlderThanBuild(string path) =>
        new($"The package '{Path.GetFileName(path)}' is older than the build that just ran; the build may have put its package elsewhere.", "That is fine when the build found nothing to do. Otherwise correct 'package:'.");

    // ---- Stages and receipts -------------------------------------------------------------------------------------

    public static Fault NoGitHubToken() =>
        new("There is no token to write to GitHub with.", "Give the step the job's own: env: GITHUB_TOKEN: ${{ github.token }}. The action does so by itself.");

    public static Fault StageMissing(StageName stage, StageName before) =>
        new($"There is nothing to {stage.ToString().ToLowerInvariant()}: '{before}' is not done for this release.", $"Run --target={before} first, or --target=Distribute for all; the output folder must be the same.");

    public static Fault ThrowAwayKey(string path) =>
        new Fault("The package is signed with a throw-away key; testers cannot update from it to the real app.", "Set ANDROID_KEYSTORE and ANDROID_KEYSTORE_PASSWORD for your own key.").With("key", Path.GetFileName(path));

    public static Fault SignedByAnother(string file, string actual, string expected) =>
        new Fault($"The package '{Path.GetFileName(file)}' carries a valid signature, but not of the expected package and key.", "Somebody changed the output folder. Run again with --fresh, and find out who.")
            .With("certificate", actual).With("expected", expected);

    public static Fault SignatureDoesNotHold(string file, IEnumerable<string> findings, int count) =>
        new Fault($"The package '{Path.GetFileName(file)}' does not verify after signing ({count} {(count == 1 ? "finding" : "findings")}); it goes nowhere.", "If the output folder was not touched, this is a bug of ours: report it with the findings.")
            .With("findings", string.Join('\n', findings));

    public static Fault PackageDoesNotVerify(string file, IEnumerable<string> findings, int count) =>
        new Fault($"The package '{Path.GetFileName(file)}' does not verify ({count} {(count == 1 ? "finding" : "findings")}).", "What changes a package after signing (packing, aligning, adding files) breaks its signature: sign it again as the last step.")
            .With("findings", string.Join('\n', findings));

    public static Fault SeveralSigners(IReadOnlyCollection<string> digests) =>
        new Fault($"The package carries {digests.Count} signers, where one is expected.", "Sign it again with one key; every signature that is there is replaced.").With("certificates", string.Join(", ", digests));

    public static Fault OutputGone(string path, StageName maker) =>
        new($"The file '{path}' that '{maker}' made is gone.", $"Run --target={maker} again, or bring the whole output folder from where it ran.");

    public static Fault OutputChanged(string path, StageName maker) =>
        new($"The file '{path}' was changed after '{maker}' made it: size or SHA-256 differ from the receipt.", $"Find out what touched it, then run --target={maker} again with --fresh.");

    public static Fault PathLeadsOut(string path) =>
        new($"The receipt names the file '{Short(path)}', which lies outside of the output folder.", "The receipt was tampered with or made by hand. Run again with --fresh.");

    public static Fault DamagedReceipt(string path, string where) =>
        new($"The receipt '{path}' cannot be understood: {Clean(where)}.", "Run again with --fresh to start over.");

    public static Fault NewerReceipt(string path, int version) =>
        new($"The receipt '{path}' has version {version}, which a newer program wrote.", $"Update this program (it knows version {Receipts.Receipt.CurrentVersion}), or run with --fresh to start over.");

    public static Fault ForeignReceipt(string path, string other) =>
        new($"The receipt '{path}' belongs to another release, '{Short(other)}'.", "Bring the right output folder, or run with --fresh to start over.");

    public static Fault OutputFolderRefused(string folder, string reason) =>
        new Fault($"The output folder '{folder}' takes no files: {Clean(reason)}", "Name a folder that this user may write to with --output, or correct the rights; no part of the path may be a file.").With("folder", folder);

    public static Fault FilesRefused(StageName stage, string reason) =>
        new($"'{stage}' could not read or write a file: {Clean(reason)}", "Make room on the disk or correct the rights, then run again; it goes on from here. Nothing is half-written.");

    public static Fault NotWithdrawn(string channel, string reason) =>
        new($"The package could not be taken down from '{channel}': {Clean(reason)}", "Do what that asks for and run --target=Withdraw again, or take it down by hand.");

    public static string ReleaseHostNotHere =>
        "It stands on a release of GitHub, which only a run of GitHub Actions for the same pull request can change.";

    public static string UnknownHost(string host) => $"The receipt says that it stands at '{Short(host)}', which this version does not know.";

    // ---- How places are told -------------------------------------------------------------------------------------

    private static Fault At(Fault fault, YamlPosition? at) =>
        at is null ? fault : fault.With("file", at.File).With("line", $"{at.Line}").With("column", $"{at.Column}");

    private static Fault Of(Fault fault, Given given) => given.Place is null ? fault.With("from", given.Source) : At(fault, given.Place);

    private static string NameOf(AppPlatform platform) => platform == AppPlatform.Ios ? "iOS" : "Android";

    private static string Under(string path) => path.Length == 0 ? "at the top of the file" : $"under '{path}'";

    private static string Root(string path) => path.Length == 0 ? "the file" : path;

    private static string Short(string text) => Clean(text.Length > 120 ? text[..120] + "…" : text);

    private static string Clean(string text) => string.Concat(text.Trim().Select(c => char.IsControl(c) ? ' ' : c));
}
