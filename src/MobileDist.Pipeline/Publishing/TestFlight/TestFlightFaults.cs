using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Signing.Apple.Identity;
using static MobileDist.Pipeline.FaultText;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Every sentence about TestFlight that a user may read when something is wrong; App Store Connect's own stand in its room.</summary>
internal static class TestFlightFaults
{
    private const string RunAgain = "Run again with --target=Publish: it goes on from here and uploads nothing twice.";

    // ---- Settings ------------------------------------------------------------------------------------------------

    public static Fault NoKey(string path) => new Fault(
        "There is no key for App Store Connect.",
        "Set APP_STORE_CONNECT_KEY (the .p8 file: path, text or base64), APP_STORE_CONNECT_KEY_ID and APP_STORE_CONNECT_ISSUER_ID. Pull requests from forks get no secrets.")
        .With("setting", $"{path}.key");

    public static Fault NoKeyId() => new(
        "It is not said which key of App Store Connect is given: its id is missing.",
        "Set APP_STORE_CONNECT_KEY_ID: ten letters and digits beside the key in App Store Connect, and part of the file's name AuthKey_ID.p8.");

    public static Fault KeyNotFound(Given given) =>
        Of(new Fault($"The key '{Short(given.Value)}' from {given.Source} does not exist.", "Correct the path, or put the key's text into APP_STORE_CONNECT_KEY."), given).With("folder", given.Folder);

    public static Fault KeyFileTooBig(string path) => new($"The key file '{path}' is larger than 64 KiB, which no .p8 file is.", "Check that the path names the key of App Store Connect.");

    public static Fault BadAppId(Given given) =>
        Of(new Fault($"'{Short(given.Value)}' is no number of an app.", "Give the 'Apple ID' of App Information, such as 6446998023, or leave it away."), given).With("valid", "digits");

    public static Fault BadSync(Given given) =>
        Of(new Fault($"'sync-testers' is '{Short(given.Value)}', which is not valid.", "Use a word, or name the roster's groups under each TestFlight group."), given).With("valid", "none, by-name, all");

    public static Fault SyncOfOtherGroup(string name, Given given, IReadOnlyCollection<string> groups) =>
        Of(new Fault($"'sync-testers' names the TestFlight group '{Short(name)}', which is none of 'groups'.", "Add it to 'groups', or correct the name."), given).With("groups", string.Join(", ", groups));

    public static Fault TextNotFound(string path, Given given) =>
        Of(new Fault($"The file '{path}' with what to test does not exist.", "Correct the path; it starts from the settings file's folder. 'auto' takes the pull request's text."), given);

    public static Fault NeedsAppStoreType(string app, AppleBuildType type, string path) => new Fault(
        $"TestFlight takes packages of the type app-store only, and '{app}' is to be signed as '{type.Word()}'.",
        "Set 'signing.type: app-store' with App Store profiles, or use the channel 'link'.")
        .With("setting", $"{path}.signing.type").With("valid", "app-store");

    public static Fault NextNumberNeedsStore(string app, string path) => new Fault(
        $"The build number of '{app}' is to be the 'next' one, but no store that counts them is among its channels.",
        "Add the channel 'testflight', or give a number.")
        .With("setting", $"{path}.build-number");

    // ---- What is checked before building ---------------------------------------------------------------------------

    public static Fault ThrowAway(string release) => new(
        $"'{release}' is signed with a throw-away certificate, and Apple takes no such package.",
        "Set IOS_CERTIFICATE, IOS_CERTIFICATE_PASSWORD and IOS_PROFILES for your own, or try things out with the channel 'link'.");

    public static Fault NobodyToGiveTo(IReadOnlyCollection<string> groups) => new Fault(
        "It is not said who gets the build: there is neither a group nor a tester, and no group of the app gets every build by itself.",
        "Name groups with 'channels.testflight.groups' or --testflight-groups.")
        .With("groups of the app", groups.Count == 0 ? "none" : string.Join(", ", groups.Select(name => $"'{PlainText.Clean(name)}'")));

    public static Fault NoExternalGroup() => new(
        "A public link is asked for, but none of the groups is external, and internal groups have no public link.",
        "Add an external group, or remove 'public-link'.");

    public static Fault NoRoster() => new(
        "Testers are to come from the roster, and no roster is given.",
        "Name it with 'roster:' or --roster, or remove 'sync-testers' and the roster's groups from 'testers'.");

    public static Fault UnknownRosterGroup(string name, IReadOnlyCollection<string> groups)
    {
        var fault = new Fault($"The roster has no group '{Short(name)}'.", "Correct the name; case does not count.");
        fault = NearestName.To(name, groups) is { } nearest ? fault.With("did you mean", PlainText.Clean(nearest)) : fault;
        return fault.With("groups of the roster", groups.Count == 0 ? "none" : string.Join(", ", groups.Select(PlainText.Clean)));
    }

    public static Fault BadTester(string flaw) => new(
        $"An address among 'testers' is none: {flaw}.",
        "Write addresses such as jane@example.com, or names of the roster's groups.");

    public static Fault ComplianceNotStated() => new(
        "Apple will ask whether the app uses encryption that is not exempt, and neither its Info.plist nor the settings answer: no tester would get the build.",
        "Add ITSAppUsesNonExemptEncryption to Info.plist (false for an app that uses nothing but HTTPS and the like), or state it with 'uses-non-exempt-encryption'. It is a legal answer, so none is given for you.");

    public static Fault OtherApp(string bundleId, AppleApp app) => new Fault(
        $"The package is of '{PlainText.Clean(bundleId)}', but the app number '{app.Id}' is that of '{PlainText.Clean(app.BundleId)}'.",
        "Correct 'app-id', or remove it: the app is found by its bundle id.");

    public static Fault NoVersion(string release) => new(
        $"The package of '{release}' has no version, and TestFlight lists builds by version and build number.",
        "Set CFBundleShortVersionString, or 'marketing-version' in the settings.");

    public static Fault TextTooBig(string path, long limit) => new($"The file '{path}' with what to test is larger than {limit / 1024} KiB.", "Apple takes 4000 bytes; name the right file.");

    public static Fault TextUnreadable(string path, string reason) => new($"The file '{path}' with what to test cannot be read: {PlainText.Clean(reason)}", "Check the path and this user's right to read it.");

    // ---- Upload and waiting ----------------------------------------------------------------------------------------

    public static Fault BuildNumberUsed(BuildIdentity identity, BuildUploadOutcome.BuildNumberUsed used, bool isCounted)
    {
        var fault = new Fault(
            $"App Store Connect does not take the build number '{PlainText.Clean(identity.BuildNumber)}' of version '{PlainText.Clean(identity.Version)}': it was used before, or is lower than one before.",
            isCounted
                ? "Run again with --target=Publish: the next number is asked for anew, and the package is signed with it."
                : "Raise CFBundleVersion, or set 'build-number: next', and run again.");
        fault = used.Previous is { } previous ? fault.With("last", PlainText.Clean(previous)) : fault;
        fault = used.Next is { } next ? fault.With("next", next) : fault;
        return used.Errors.Aggregate(fault, (all, error) => all.With("Apple says", error.ToString()));
    }

    public static Fault DailyLimit(IEnumerable<string> errors) => errors.Aggregate(
        new Fault(
            "Apple takes no more uploads of this app today.",
            "Wait a day, then run again with --target=Publish; the signed package is kept. Uploading fewer pull requests helps, or the install link for some of them."),
        (fault, error) => fault.With("Apple says", error));

    public static Fault Rejected(IEnumerable<AppleNote> errors, string address)
    {
        var fault = new Fault("Apple does not take the package.", "Correct what Apple names below, raise the build number, and build again.");
        foreach (var error in errors)
        {
            fault = fault.With("Apple says", $"{error.Code}: {error.Description}");
            fault = error.Advice is { } advice ? fault.With("that means", advice) : fault;
        }

        return fault.With("upload", address);
    }

    public static Fault NotYet(BuildWaitOutcome.NotYet late, string address) => new Fault(
        late.Stage switch
        {
            BuildWaitStage.Appears => $"Apple has the package, but lists no build of it after {Minutes(late.Waited)}.",
            BuildWaitStage.Processes => $"Apple has not processed the build after {Minutes(late.Waited)}.",
            _ => $"Apple has processed the build, but after {Minutes(late.Waited)} not said whom it may go to.",
        },
        RunAgain + late.Stage switch
        {
            BuildWaitStage.Appears => " 'wait-appears' sets how long it waits.",
            BuildWaitStage.Processes => " 'wait-processed' sets how long it waits.",
            _ => "",
        })
        .With("upload", address);

    public static Fault AppleWarns(AppleNote note) => new($"Apple says about the package: {note.Code}: {note.Description}", note.Advice);

    // ---- Testers and proof -----------------------------------------------------------------------------------------

    public static Fault TestersRefused(string where, IReadOnlyList<string> shown, int count, Fault why) =>
        why with { Headline = $"{count} {(count == 1 ? "tester" : "testers")} could not get into {where}: {Names(shown, count)}." };

    public static Fault InvitationsRefused(string where, IReadOnlyList<string> shown, int count, Fault why) =>
        why with { Headline = $"{count} {(count == 1 ? "tester" : "testers")} of {where} could not be mailed again: {Names(shown, count)}." };

    public static Fault TestersPostponed(int count) => new(
        $"{count} testers of the roster are not added yet, or not mailed again: this hour's calls of App Store Connect are nearly used up.",
        "Run again with --target=Publish in an hour; it goes on with them.");

    public static Fault NobodyCanInstall(BuildIdentity identity, string address) => new Fault(
        $"The build {PlainText.Clean(identity.Version)} ({PlainText.Clean(identity.BuildNumber)}) is in App Store Connect, and nobody can install it.",
        "Do what the reasons ask for, then run again with --target=Publish: it uploads nothing twice and looks again.")
        .With("build", address);

    public static Fault GroupCannotInstall(string group, string reason) => new(
        $"The testers of '{group}' cannot install the build: {reason}.", "Others can. Do what the reason asks for, then run again with --target=Publish.");

    public static Fault ExpiredAlready(BuildIdentity identity) => new(
        $"The build {PlainText.Clean(identity.Version)} ({PlainText.Clean(identity.BuildNumber)}) was uploaded before and is expired, which cannot be undone.",
        "Raise the build number, or set 'build-number: next'; then run again.");

    public static string AppUnknownForWithdrawal =>
        "Which app of App Store Connect it is of is not known here: there is no receipt. Set 'app-id' under channels.testflight, or --testflight-app-id";

    public static string NotKnownWhy(NotInstallable reason) => reason switch
    {
        NotInstallable.StillProcessing => "Apple still processes it",
        NotInstallable.Invalid => "Apple found it invalid",
        NotInstallable.Expired => "it is expired",
        NotInstallable.MissingExportCompliance => "the question about encryption has no answer",
        NotInstallable.InExportComplianceReview => "Apple looks at the documents about encryption",
        NotInstallable.NotAssigned => "the group does not have the build",
        NotInstallable.NotSubmittedForReview => "external testers need Beta App Review, and it was not sent there",
        NotInstallable.ReviewRejected => "Beta App Review refused it",
        NotInstallable.NoTesters => "nobody is in the group",
        NotInstallable.BuildMissing => "the build is gone",
        NotInstallable.GroupMissing => "the group is gone",
        _ => "Apple gives a state that this version does not know",
    };

    private static string Names(IReadOnlyList<string> shown, int count) => string.Join(", ", shown) + (count > shown.Count ? $" and {count - shown.Count} more" : "");

    private static string Minutes(TimeSpan span) => $"{Math.Max(1, (int)span.TotalMinutes)} min";
}
