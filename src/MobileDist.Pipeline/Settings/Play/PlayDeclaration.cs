using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Declaration;

namespace MobileDist.Pipeline.Settings.Play;

/// <summary>The keys of the section about Google Play.</summary>
internal static class PlayDeclaration
{
    public static ImmutableArray<string> Statuses { get; } = ["completed", "in-progress", "halted", "draft"];

    public static SettingsShape.Section Section { get; } = new(
        [
            new("credentials", new SettingsShape.Text("a path, or ${NAME} of a variable that holds a path, JSON or base64"), "The service account's key file. GOOGLE_PLAY_CREDENTIALS overrides it. Not needed with workload identity."),
            new("workload-identity-provider", new SettingsShape.Text("projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER"), "Signs in without a key: the provider of a workload identity pool that believes GitHub or Azure DevOps who the job is."),
            new("service-account", new SettingsShape.Text("a mail address"), "The service account to act as with workload identity; the Play Console knows it as a user."),
            new("service-connection", new SettingsShape.Text("a UUID"), "Azure DevOps: the id of a service connection that says who the job is; by default the pipeline itself does."),
            new("package-name", new SettingsShape.Text("an application id"), "The app's package name, for checks before it is built; by default the package says it."),
            new("track", new SettingsShape.Text("a track's name"), "The track: internal, alpha (the closed test that every app has), beta (open), production, or the name of another closed track.", PlaySettings.DefaultTrack),
            new("create-track", new SettingsShape.Flag(), "Creates the closed track where there is none of that name.", "false"),
            new("status", new SettingsShape.Choice(Statuses), "Who gets the release: completed is for all testers of the track, in-progress for a part of them, halted for nobody new, and a draft waits in the Play Console.", "completed"),
            new("user-fraction", new SettingsShape.Text("a number above 0 and below 1"), "The part of the testers, for in-progress and halted."),
            new("update-priority", new SettingsShape.Text("a number from 0 to 5"), "How urgently the app asks for the update."),
            new("release-name", new SettingsShape.Text("a text"), "The release's name in the Play Console; by default the version with the pull request. Cut at 50 characters."),
            new("notes", new SettingsShape.TextOrMap("auto, none, a path, or one of these under each language"), "What testers read: auto takes the pull request's title and text, a path takes a file, or a folder with a file per language (en-US.txt). Under languages such as en-US: one for each. Cut at 500 characters.", "auto"),
            new("retain-version-codes", new SettingsShape.Texts("a version code, or a list of them"), "Version codes of earlier packages that the release keeps serving, for devices that the new one does not fit."),
            new("changes-not-sent-for-review", new SettingsShape.Flag(), "Whether the changes wait in the Play Console until somebody sends them for review; by default as Google asks for."),
            new("cancel-review", new SettingsShape.Flag(), "Cancels a review that is under way, and sends its changes again together with these.", "false"),
            new("mapping", new SettingsShape.Text("a path"), "The mapping.txt of R8, with which Play shows stack traces as they are in the source."),
            new("native-symbols", new SettingsShape.Text("a path"), "A zip with the debug symbols of native libraries."),
            new("groups", new SettingsShape.Texts("a group's mail address, or a list of them"), "The Google Groups whose members test the track. They are added to those that the track has."),
            new("remove-groups", new SettingsShape.Flag(), "Takes the track's groups off it that are not named in 'groups'.", "false"),
            new("sync-testers", new SettingsShape.TextOrMap("none, all, or the roster's groups under each Google Group"), "Brings the members of the Google Groups in line with the roster, through the Cloud Identity API: all takes everybody, a map names the roster's groups (separated by commas, * for everybody) under each Google Group.", "none"),
            new("remove-testers", new SettingsShape.Flag(), "Removes from a synced Google Group whoever is not in the roster; managers and owners stay.", "false"),
            new("tester-list", new SettingsShape.Texts("a group of the roster, or a list of them; * for everybody"), "Writes the roster's addresses as play-testers.csv, which the Play Console imports as a list of testers. Keep the file out of public artifacts."),
            new("universal-apk", new SettingsShape.Flag(), "Offers the APK that Play makes of an app bundle, and signs with the app's own key, by the channel 'link'.", "false"),
            new("opt-in-link", new SettingsShape.Text("an https address"), "Where testers of the internal track join; only the Play Console shows it (Testing > Internal testing > Testers > Copy link)."),
            new("upload-certificate", new SettingsShape.Text("a SHA-256 fingerprint"), "The upload key's certificate as the Play Console shows it (Setup > App signing): a package of another key is refused before it is uploaded."),
        ]);
}
