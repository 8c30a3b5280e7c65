using System.Globalization;
using MobileDist.GooglePlay;
using MobileDist.Pipeline.Settings.Overrides;
using static MobileDist.Pipeline.FaultText;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Every sentence about publishing to Google Play that a user may read when something is wrong; those of Google's API stand in its room.</summary>
internal static class PlayFaults
{
    private const string RunAgain = "Run again with --target=Publish: it goes on from here and uploads nothing twice.";

    // ---- Settings ------------------------------------------------------------------------------------------------

    public static Fault CredentialsNotFound(Given given) =>
        Of(new Fault($"The credentials '{Short(given.Value)}' from {given.Source} do not exist.", "Correct the path of the service account's key file, or put its JSON into GOOGLE_PLAY_CREDENTIALS."), given)
            .With("folder", given.Folder);

    public static Fault NoProvider(string account) => new(
        $"The service account '{Short(account)}' is named, but nothing signs in as it.",
        "Set 'workload-identity-provider' beside it to sign in without a key, or give the account's key file in GOOGLE_PLAY_CREDENTIALS.");

    public static Fault BadFraction(Given given, bool isPart) => Of(
        isPart
            ? new Fault($"'user-fraction' is '{Short(given.Value)}', which is no part of the testers.", "Use a number above 0 and below 1; a release for all has the status 'completed'.").With("valid", "0.01 to 0.99")
            : new Fault($"'user-fraction' is '{Short(given.Value)}', but the release is not for a part of the testers.", "Set 'status: in-progress', or leave the fraction away."),
        given);

    public static Fault NoFraction(string path) => new Fault(
        "The release is for a part of the testers, and it is not said for which.", "Set 'user-fraction' to a number above 0 and below 1, such as 0.2.").With("setting", $"{path}.user-fraction");

    public static Fault BadPriority(Given given) =>
        Of(new Fault($"'update-priority' is '{Short(given.Value)}', which is no priority.", "Use a number: 0 asks for no update, 5 for one at once.").With("valid", "0 to 5"), given);

    public static Fault NotesNotFound(string path, Given given) =>
        Of(new Fault($"There is neither a file nor a folder '{path}' with notes for testers.", "Correct the path; it starts from the settings file's folder. 'auto' takes the pull request's text."), given);

    public static Fault BadVersionCode(string text, string path) => new Fault(
        $"'{Short(text)}' is no version code.", "Give whole numbers, separated by commas, or leave 'retain-version-codes' away.").With("setting", $"{path}.retain-version-codes").With("valid", "1 to 2100000000");

    public static Fault BadSync(Given given) =>
        Of(new Fault($"'sync-testers' is '{Short(given.Value)}', which is not valid.", "Use a word, or name the roster's groups under each Google Group.").With("valid", "none, all"), given);

    public static Fault SyncWithoutGroup(Given given) =>
        Of(new Fault("'sync-testers' is 'all', but no Google Group is named.", "Name the groups' mail addresses in 'groups'."), given);

    public static Fault SyncOfOtherGroup(string group, Given given, IReadOnlyCollection<string> groups) =>
        Of(new Fault($"'sync-testers' names the Google Group '{Short(group)}', which is none of 'groups'.", "Add it to 'groups', or correct the address."), given).With("groups", string.Join(", ", groups));

    public static Fault BadOptInLink(Given given) =>
        Of(new Fault($"'opt-in-link' is '{Short(given.Value)}', which is no https address.", "Copy it from the Play Console (Testing > Internal testing > Testers > Copy link)."), given);

    public static Fault BadCertificate(Given given) =>
        Of(new Fault($"'upload-certificate' is '{Short(given.Value)}', which is no SHA-256 fingerprint.", "Copy the SHA-256 of the upload key's certificate from the Play Console (Setup > App signing).").With("valid", "64 hexadecimal digits, colons between them or not"), given);

    public static Fault NextNumberNeedsStore(string app, string path) => new Fault(
        $"The version code of '{app}' is to be the 'next' one, but no store that counts them is among its channels.", "Add the channel 'play', or give a number.")
        .With("setting", $"{path}.version-code");

    // ---- What is checked before building, and before anything is sent ----------------------------------------------

    public static Fault ThrowAway(string release) => new(
        $"Google Play refuses '{release}': it is signed with a throw-away key.",
        "Sign with the app's upload key (ANDROID_KEYSTORE), or use the channel 'play-sharing', for which any key will do.");

    public static Fault NotForPlay(string identifier) => new(
        $"'{PlainText.Clean(identifier)}' is neither an APK nor an app bundle, and Google Play takes no other package.", "Build an app bundle (gradlew bundleRelease) or an APK.");

    public static Fault Debuggable(string identifier) => new(
        $"Google Play refuses '{PlainText.Clean(identifier)}': it is debuggable.", "Build the release variant, or use the channel 'play-sharing', which takes debuggable packages.");

    public static Fault NoVersionCode(string identifier, string value) => new Fault(
        $"Google Play refuses '{PlainText.Clean(identifier)}': its version code is '{Short(value)}'.", "Set 'version-code' to a number, or to next.").With("valid", "1 to 2100000000");

    public static Fault WrongKey(string identifier, string found, string expected) => new Fault(
        $"'{PlainText.Clean(identifier)}' is signed with another key than the app's upload key; nothing was uploaded.",
        "Sign with the upload key, correct 'upload-certificate', or have the upload key reset in the Play Console (Setup > App signing).")
        .With("signed with (SHA-256)", found)
        .With("upload key (SHA-256)", expected);

    public static Fault OtherPackage(string identifier, string expected) => new(
        $"The package is '{PlainText.Clean(identifier)}', but the settings are for '{Short(expected)}'.", "Correct 'package-name' under channels.play, or leave it away.");

    public static Fault NoTrack(string track, IEnumerable<string> tracks, string? nearest) => new Fault(
        $"The app has no track '{Short(track)}'.",
        (nearest is null ? "" : $"Do you mean '{PlainText.Clean(nearest)}'? ") + "Write its name as the Play Console shows it, or set 'create-track: true' for a new closed one.")
        .With("valid", string.Join(", ", tracks.Select(PlainText.Clean)));

    public static Fault FileNotFound(string key, string path) => new Fault($"The file '{path}' does not exist.", $"Correct '{key}' under channels.play; the path starts from the settings file's folder.").With("setting", key);

    public static Fault NotesUnreadable(string path, string reason) => new($"The notes '{path}' cannot be read: {PlainText.Clean(reason)}", "Check the path; notes are text in UTF-8 of at most 256 KiB.");

    public static Fault NotesTooBig(string path) => new($"The notes '{path}' are larger than 256 KiB, of which Play takes 500 characters.", "Check that the path names the notes.");

    public static Fault NoLanguageIn(string folder) => new(
        $"The folder '{folder}' has no file with notes in any language.", "Name the files by languages as Play writes them: en-US.txt, de-DE.txt (whatsnew-en-US will do too).");

    public static Fault BadLanguage(string language) => new($"'{Short(language)}' is no language of Google Play.", "Write it as the Play Console does: en-US, de-DE, pt-BR.");

    public static Fault NoRoster() => new("Testers are to come from the roster, but there is none.", "Set 'roster' to testers.yml or a CSV file, or leave 'sync-testers' and 'tester-list' away.");

    public static Fault UnknownRosterGroup(string group, IEnumerable<string> groups) => new Fault(
        $"The roster has no group '{Short(group)}'.", "Correct the name, or add the group to testers in the roster; * stands for everybody.").With("valid", string.Join(", ", groups));

    // ---- Publishing ----------------------------------------------------------------------------------------------

    public static Fault VersionCodeUsed(int versionCode, long next, bool isNumberCounted, PlayFailure failure) => new Fault(
        $"Google Play has another package with the version code {Number(versionCode)}, and takes each code once.",
        isNumberCounted ? "Run again: the next number is asked for anew." : "Build with the next version code, or set 'version-code: next'.")
        .With("next version code", Number(next))
        .With("Google says", failure.Message);

    public static Fault NoVersionCodeLeft(string identifier) => new(
        $"'{PlainText.Clean(identifier)}' has used the highest version code that Google Play takes, 2100000000.", "No update of the app is possible under this package name; Google's support may know a way.");

    public static Fault Superseded(int versionCode, long serving, string track, bool isNumberCounted) => new Fault(
        $"The track '{Short(track)}' serves the version code {Number(serving)} by now, and Play never serves the lower {Number(versionCode)} after it.",
        isNumberCounted ? "Run again: the next number is asked for anew." : "Build with a higher version code, or set 'version-code: next'; a track of its own for each pull request keeps them apart.")
        .With("track", Short(track));

    public static Fault InReview(PlayFailure failure) => new Fault(
        "Google reviews earlier changes of the app, and no review is cancelled unasked.",
        "Run again with --target=Publish once the review is over, or set 'cancel-review: true': then all changes are sent together and reviewed anew.")
        .With("Google says", failure.Message);

    public static Fault MadeDraft() => new(
        "The app itself is a draft in the Play Console, so Google takes the release as a draft only.", "Finish the app's setup in the Play Console (Dashboard); later runs then release to testers.");

    public static Fault NotesCut(string language) => new($"The notes in '{PlainText.Clean(language)}' are cut: Play takes 500 characters a language.", "Shorten them, or give a file of their own by 'notes'.");

    public static Fault HeldForReview() => new(
        "Google does not let the changes be sent for review by themselves; they wait in the Play Console.", "Send them there (Publishing overview > Send for review).");

    public static Fault SentForReview() => new("The changes were to wait in the Play Console, but Google sends those of this app for review by itself.", "Set 'changes-not-sent-for-review: false', or switch managed publishing on.");

    public static Fault NotYetOnTrack(string track, IEnumerable<int> codes) => new Fault(
        $"The release was committed, but Google does not show it on the track '{Short(track)}' yet.", RunAgain)
        .With("version codes there", string.Join(", ", codes.Select(code => Number(code))) is { Length: > 0 } list ? list : "none");

    public static Fault NobodyCanInstall(string track, Fault obstacle) => new Fault(
        $"The release is on the track '{Short(track)}', and no tester can install it: {obstacle.Headline}", (obstacle.Remedy is { } remedy ? remedy + " " : "") + RunAgain);

    public static Fault NobodyYet(Fault obstacle) => obstacle with { Headline = "No tester can install the release yet, as was asked for. " + obstacle.Headline };

    public static Fault TestersRefused(string group, int count, Fault why) =>
        why with { Headline = $"{Number(count)} {(count == 1 ? "tester" : "testers")} could not be brought into line in '{Short(group)}': {why.Headline}" };

    public static Fault NoUniversalApk() => new("Play has made no universal APK of the bundle yet, so there is no direct link.", "Run again with --target=Publish in some minutes: it uploads nothing twice.");

    public static Fault OtherUniversalApk(string what, string found, string expected) => new(
        $"The universal APK that came from Google Play is not of this bundle: its {what} is '{Short(found)}' instead of '{Short(expected)}'.", "Run again; if it stays so, look at the bundle in the Play Console (App bundle explorer).");

    public static string SharingStays(DateTimeOffset? until) =>
        "Google Play has no way to take a link of internal app sharing back"
        + (until is { } end ? $"; it ends by itself on {end.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}" : ", which ends 60 days after its upload");

    public static string UnknownForWithdrawal =>
        "Which app of Google Play it is of is not known here: there is no receipt. Set 'package-name' under channels.play, or --play-package-name";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
