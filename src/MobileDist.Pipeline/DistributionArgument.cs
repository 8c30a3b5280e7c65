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
        new("keystore", "The keystore or key file that signs.", "ANDROID_KEYSTORE"),
        new("keystore-password", "The keystore's password.", "ANDROID_KEYSTORE_PASSWORD", DistributionArgumentKind.Secret),
        new("key-alias", "Which entry of the keystore signs.", "ANDROID_KEY_ALIAS"),
        new("key-password", "The entry's own password.", "ANDROID_KEY_PASSWORD", DistributionArgumentKind.Secret),
        new("certificate", "The certificate chain for a bare PKCS#8 key.", "ANDROID_KEY_CERTIFICATE"),
        Own("schemes", "The signature schemes: auto, or some of v1, v2, v3, separated by commas."),
        new("ios-certificate", "The certificate with its key that signs for iOS, a .p12.", "IOS_CERTIFICATE"),
        new("ios-certificate-password", "The password of the .p12.", "IOS_CERTIFICATE_PASSWORD", DistributionArgumentKind.Secret),
        new("ios-profiles", "The provisioning profiles, one path or pattern a line.", "IOS_PROFILES"),
        Own("build-type", "Who may install the iOS package: ad-hoc, in-house, app-store or development."),
        Own("entitlements", "The app's entitlements file, where the app was never signed or other ones are wanted."),
        Own("identifier", "Replaces the iOS app's bundle identifier before signing."),
        Own("marketing-version", "Replaces the iOS app's version before signing."),
        Own("build-number", "Replaces the iOS app's build number before signing."),
        Roster,
        Own("throw-away", "Signs with a throw-away key that is made on the first run.", DistributionArgumentKind.Flag),
        Own("link-host", "Who carries the install link: folder, or github-release in public repositories on GitHub."),
        Own("link-url", "The https address at which the site folder is served."),
        Own("comment", "What becomes of an earlier run's comment: update, new, hide; or none for no comment."),
        Own("comment-per-app", "Writes a comment for each app instead of one for all.", DistributionArgumentKind.Flag),
        Own("comment-required", "Fails the run when the comment could not be written.", DistributionArgumentKind.Flag),
        Own("announce", "What carries the link beside the comment, on GitHub: deployment, check-run, or none."),
    ];

    private static DistributionArgument Own(string name, string description, DistributionArgumentKind kind = DistributionArgumentKind.Text) =>
        new(name, description, "MOBILEDIST_" + name.Replace('-', '_').ToUpperInvariant(), kind);
}
