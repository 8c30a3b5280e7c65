using System.Globalization;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;
using static MobileDist.Pipeline.FaultText;

namespace MobileDist.Pipeline.Settings;

/// <summary>Every sentence about settings: the file, arguments, variables.</summary>
internal static class SettingsFaults
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

    // ---- Values that need weighing ---------------------------------------------------------------------------------

    public static Fault BadNumber(string key, Given given, int most) =>
        Of(new Fault($"'{key}' is '{Short(given.Value)}', which is no such number.", "Use a whole number."), given).With("valid", $"1 to {most.ToString(CultureInfo.InvariantCulture)}");

    public static Fault ChannelOfOtherPlatform(string app, AppPlatform platform, Given given, IEnumerable<string> valid) =>
        Of(new Fault($"'{app}' cannot go by '{Short(given.Value)}' on {(platform == AppPlatform.Ios ? "iOS" : "Android")}.", "Choose a channel of this platform, or the platform with --platform."), given).With("valid", string.Join(", ", valid));

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

    public static Fault BuildHasSeveralLines(string source, YamlPosition? at) =>
        At(new Fault($"The command of '{source}' has several lines, of which cmd runs the first only.", "Join them with '&&', or put them into a script in the repository and call that."), at);

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

    private static string Under(string path) => path.Length == 0 ? "at the top of the file" : $"under '{path}'";

    private static string Root(string path) => path.Length == 0 ? "the file" : path;
}
