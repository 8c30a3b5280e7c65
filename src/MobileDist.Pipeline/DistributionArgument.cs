using System.Collections.Immutable;

namespace MobileDist.Pipeline;

/// <summary>A setting that can be given as <c>--name=value</c> or in the environment.</summary>
/// <param name="Name">Without the dashes.</param>
/// <param name="Description">One sentence for help texts and for the doors that offer it as an input.</param>
/// <param name="Variable">The environment variable that says the same; an argument wins over it.</param>
/// <param name="Kind">How the value is read.</param>
public sealed record DistributionArgument(string Name, string Description, string Variable, DistributionArgumentKind Kind = DistributionArgumentKind.Text)
{
    /// <summary>Which package; targets that look at one alone take it too.</summary>
    public static DistributionArgument Package { get; } = Own("package", "The package, a path or a pattern; also the whole of the settings where there is no file.");

    /// <summary>The testers; the target that imports them takes it too.</summary>
    public static DistributionArgument Roster { get; } = Own("roster", "The testers and their devices, testers.yml or a CSV file.");

    /// <summary>Every argument that the pipeline knows, in the order to show them.</summary>
    public static ImmutableArray<DistributionArgument> All { get; } =
    [
        Own("config", "The settings file; mobiledist.yml by default."),
        Package,
        Own("app", "Which apps of the settings file, by key, separated by commas."),
        Own("platform", "Which platforms, separated by commas."),
        Own("channels", "Which channels, separated by commas."),
        Own("output", "The output folder; artifacts/mobiledist by default."),
        Own("fresh", "Starts over instead of going on where the last run broke.", DistributionArgumentKind.Flag),
        Own("name", "The app's name as testers see it."),
        Own("build", "The command that builds the package."),
        new("keystore", "The keystore or key file that signs.", "ANDROID_KEYSTORE") { MayHoldKey = true },
        new("keystore-password", "The keystore's password.", "ANDROID_KEYSTORE_PASSWORD", DistributionArgumentKind.Secret),
        new("key-alias", "Which entry of the keystore signs.", "ANDROID_KEY_ALIAS"),
        new("key-password", "The entry's own password.", "ANDROID_KEY_PASSWORD", DistributionArgumentKind.Secret),
        new("certificate", "The certificate chain for a bare PKCS#8 key.", "ANDROID_KEY_CERTIFICATE"),
        Own("schemes", "The signature schemes: auto, or some of v1, v2, v3, separated by commas."),
        Own("version-code", "Replaces the Android app's version code before signing; next for the one that Google Play takes next."),
        Own("version-name", "Replaces the Android app's version name before signing."),
        new("ios-certificate", "The certificate with its key that signs for iOS, a .p12.", "IOS_CERTIFICATE") { MayHoldKey = true },
        new("ios-certificate-password", "The password of the .p12.", "IOS_CERTIFICATE_PASSWORD", DistributionArgumentKind.Secret),
        new("ios-profiles", "The provisioning profiles, one path or pattern a line.", "IOS_PROFILES"),
        Own("build-type", "Who may install the iOS package: ad-hoc, in-house, app-store or development."),
        Own("entitlements", "The app's entitlements file, where the app was never signed or other ones are wanted."),
        Own("identifier", "Replaces the iOS app's bundle identifier before signing."),
        Own("marketing-version", "Replaces the iOS app's version before signing."),
        Own("build-number", "Replaces the iOS app's build number before signing; next for the one that App Store Connect takes next."),
        Roster,
        Own("throw-away", "Signs with a throw-away key that is made on the first run.", DistributionArgumentKind.Flag),
        Own("link-host", "Who carries the install link: folder, or github-release in public repositories on GitHub."),
        Own("link-url", "The https address at which the site folder is served."),
        new("app-store-connect-key", "The key of App Store Connect, a .p8 file.", "APP_STORE_CONNECT_KEY") { MayHoldKey = true },
        new("app-store-connect-key-id", "The key's id, where the file is not named AuthKey_ID.p8.", "APP_STORE_CONNECT_KEY_ID"),
        new("app-store-connect-issuer-id", "The team's issuer id; left away for an individual key.", "APP_STORE_CONNECT_ISSUER_ID"),
        Own("app-store-connect-url", "The address of App Store Connect's API, for the enterprise program."),
        Own("testflight-app-id", "Apple's number of the app; by default it is looked up by the bundle id."),
        Own("testflight-groups", "The TestFlight groups that get the build, by their exact names, separated by commas."),
        Own("testflight-create-groups", "What becomes of a TestFlight group that is not there: none, external or internal."),
        Own("testflight-testers", "Testers without a TestFlight group: addresses and names of the roster's groups, separated by commas."),
        Own("testflight-sync-testers", "Adds people of the roster to the TestFlight groups: by-name, all, or none."),
        Own("testflight-remove-testers", "Removes from a synced TestFlight group whoever is not in the roster.", DistributionArgumentKind.Flag),
        Own("testflight-invite-again", "Mails those of a synced TestFlight group again who have not accepted yet.", DistributionArgumentKind.Flag),
        Own("testflight-public-link", "Switches the public link of the external TestFlight groups on or off: true or false."),
        Own("testflight-public-link-limit", "How many can join by the public link, at most 10000."),
        Own("testflight-what-to-test", "What testers read about the build: auto for the pull request's title and text, none, or a file."),
        Own("testflight-uses-non-exempt-encryption", "Your answer to Apple's question about encryption, where Info.plist gives none: true or false."),
        Own("testflight-review", "Sends builds for external testers to Beta App Review: true or false; true by default."),
        Own("testflight-expire-older", "Expires the older builds of the same pull request, for good.", DistributionArgumentKind.Flag),
        Own("testflight-notify", "Whether Apple mails the testers about the build: true or false."),
        Own("testflight-wait-appears", "How long to wait until Apple lists the build: 30m, 2h."),
        Own("testflight-wait-processed", "How long to wait from then until Apple has processed it: 30m, 2h."),
        new("google-play-credentials", "The service account's key file for Google Play, JSON.", "GOOGLE_PLAY_CREDENTIALS") { MayHoldKey = true },
        Own("google-play-url", "The address of the Google Play Developer API, where it is another than Google's."),
        Own("play-workload-identity-provider", "Signs in at Google without a key: the provider of a workload identity pool."),
        Own("play-service-account", "The service account to act as with workload identity."),
        Own("play-service-connection", "Azure DevOps: the id of the service connection that says who the job is at Google."),
        Own("play-package-name", "The Android app's package name, for checks before it is built."),
        Own("play-track", "The track of Google Play: internal, alpha, beta, production, or a closed track's name."),
        Own("play-create-track", "Creates the closed track where there is none of that name.", DistributionArgumentKind.Flag),
        Own("play-status", "Who gets the release on Google Play: completed, in-progress, halted or draft."),
        Own("play-user-fraction", "The part of the testers that gets the release, above 0 and below 1."),
        Own("play-update-priority", "How urgently the Android app asks for the update, 0 to 5."),
        Own("play-release-name", "The release's name in the Play Console."),
        Own("play-notes", "What testers on Google Play read: auto for the pull request's title and text, none, a file, or a folder with a file per language."),
        Own("play-retain-version-codes", "Version codes that the release keeps serving, separated by commas."),
        Own("play-changes-not-sent-for-review", "Whether the changes wait in the Play Console until somebody sends them for review: true or false."),
        Own("play-cancel-review", "Cancels a review on Google Play that is under way.", DistributionArgumentKind.Flag),
        Own("play-mapping", "The mapping.txt of R8 for Google Play."),
        Own("play-native-symbols", "A zip with the debug symbols of native libraries for Google Play."),
        Own("play-groups", "The Google Groups whose members test the track, by their mail addresses, separated by commas."),
        Own("play-remove-groups", "Takes other Google Groups off the track.", DistributionArgumentKind.Flag),
        Own("play-sync-testers", "Brings the members of the Google Groups in line with the roster: all, or none."),
        Own("play-remove-testers", "Removes from a synced Google Group whoever is not in the roster.", DistributionArgumentKind.Flag),
        Own("play-tester-list", "Writes play-testers.csv for the Play Console: groups of the roster separated by commas, or * for everybody."),
        Own("play-universal-apk", "Offers the APK that Play makes of an app bundle by the install link.", DistributionArgumentKind.Flag),
        Own("play-opt-in-link", "Where testers of the internal track join, as the Play Console shows it."),
        Own("play-upload-certificate", "The SHA-256 fingerprint of the upload key's certificate."),
        Own("comment", "What becomes of an earlier run's comment: update, new, hide; or none for no comment."),
        Own("comment-per-app", "Writes a comment for each app instead of one for all.", DistributionArgumentKind.Flag),
        Own("comment-required", "Fails the run when the comment could not be written.", DistributionArgumentKind.Flag),
        Own("announce", "What carries the link beside the comment, on GitHub: deployment, check-run, or none."),
    ];

    /// <summary>Whether the variable may hold a key itself, in place of the path of its file.</summary>
    public bool MayHoldKey { get; private init; }

    private static DistributionArgument Own(string name, string description, DistributionArgumentKind kind = DistributionArgumentKind.Text) =>
        new(name, description, "MOBILEDIST_" + name.Replace('-', '_').ToUpperInvariant(), kind);
}
