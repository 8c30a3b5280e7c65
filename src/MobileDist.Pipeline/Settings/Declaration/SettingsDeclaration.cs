using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Settings.TestFlight;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Settings.Declaration;

/// <summary>Every key that <c>mobiledist.yml</c> may hold. The reader, its messages and the JSON schema come from here.</summary>
internal static class SettingsDeclaration
{
    public const string DefaultFile = "mobiledist.yml";
    public const string DefaultOutput = "artifacts/mobiledist";
    public const string AppKeyPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public const string AppKeyValid = "lower-case letters, digits and single hyphens: my-app";

    public static SettingsShape.Section Build { get; } = new(
        [
            new("command", new SettingsShape.Verbatim("a command line"), "The command, run by the platform's shell (/bin/sh, on Windows cmd, which takes one line). The shell expands variables; signing secrets are not handed to it."),
            new("directory", new SettingsShape.Text("a folder"), "Where to run it, relative to this file.", "."),
            new("package", new SettingsShape.Texts("a path or pattern, or a list of them"), "Where the package comes out, when that differs from the platform's package key. The first pattern that matches wins."),
            new("requires", new SettingsShape.Texts("a program's name, or a list of them"), "Programs that must be on the PATH. Where one is missing the build is skipped and the package that is there is taken."),
            new("environment", new SettingsShape.Variables(), "Environment variables for the command, beside those of the run."),
            new("timeout", new SettingsShape.Duration(), "When to give up on the command.", "1h"),
        ],
        Shorthand: "command");

    public static SettingsShape.Section AndroidSigning { get; } = new(
        [
            new("keystore", new SettingsShape.Text("a path, or ${NAME} of a variable that holds a path or base64"), "The keystore (PKCS#12, JKS, JCEKS) or the PEM/PKCS#8 key that signs. ANDROID_KEYSTORE overrides it."),
            new("keystore-password", new SettingsShape.SecretReference(), "The keystore's password, as the name of a variable. ANDROID_KEYSTORE_PASSWORD overrides it."),
            new("key-alias", new SettingsShape.Text("an alias"), "Which entry signs; not needed where the keystore holds one. ANDROID_KEY_ALIAS overrides it."),
            new("key-password", new SettingsShape.SecretReference(), "The entry's own password where it differs. ANDROID_KEY_PASSWORD overrides it."),
            new("certificate", new SettingsShape.Text("a path, or ${NAME} of a variable that holds a path or base64"), "The certificate chain (PEM or DER) for a bare PKCS#8 key. ANDROID_KEY_CERTIFICATE overrides it."),
            new("schemes", new SettingsShape.Choices(["v1", "v2", "v3"], "auto"), "The signature schemes; auto takes what the app's minimum SDK asks for.", "auto"),
            new("throw-away", new SettingsShape.Flag(), "Makes a throw-away key, kept under the output folder so that updates install. For trying out; testers' installs do not survive the real key.", "false"),
        ]);

    public static SettingsShape.Section Android { get; } = new(
        [
            new("package", new SettingsShape.Texts("a path or pattern, or a list of them"), "The APK, app bundle (AAB) or APK set: a path or pattern (*, ?, **) relative to this file, or a list of them. The first pattern that matches wins, and must match one file."),
            new("build", Build, "How the package is built: a command line, or a section."),
            new("signing", AndroidSigning, "What signs the package."),
            new("version-code", new SettingsShape.Text("a whole number such as 42, or next"), "Replaces the version code before signing; of an app bundle that of all its modules. next asks Google Play for the one that it takes next."),
            new("version-name", new SettingsShape.Text("a version such as 1.2.3"), "Replaces the version name, which people see, before signing."),
            new("channels", new SettingsShape.Choices(ChannelReader.Of(AppPlatform.Android)), "Where the package goes.", "link"),
            new("play", PlayDeclaration.Section, "What differs for this app from channels.play."),
        ]);

    public static SettingsShape.Section IosSigning { get; } = new(
        [
            new("type", new SettingsShape.Choice(AppleBuildTypes.Words), "Who may install: ad-hoc (registered devices), in-house (an enterprise's staff), app-store (TestFlight) or development. Xcode's own words are taken too.", "ad-hoc"),
            new("certificate", new SettingsShape.Text("a path, or ${NAME} of a variable that holds a path or base64"), "The certificate with its private key, as .p12. IOS_CERTIFICATE overrides it."),
            new("certificate-password", new SettingsShape.SecretReference(), "The password of the .p12, as the name of a variable. IOS_CERTIFICATE_PASSWORD overrides it."),
            new("profiles", new SettingsShape.Texts("a path, a pattern, or ${NAME} of a variable that holds one path or base64 a line; or a list of them"), "The provisioning profiles: one for the app and one for each extension, or a wildcard one. IOS_PROFILES overrides it."),
            new("entitlements", new SettingsShape.TextOrMap("a path, or a path under each bundle identifier"), "Entitlement files, where the app was never signed or other ones are wanted. A path alone is the app's own."),
            new("throw-away", new SettingsShape.Flag(), "Signs with a certificate and profiles made on the spot, to see the whole run. No device installs such a package.", "false"),
        ]);

    public static SettingsShape.Section Ios { get; } = new(
        [
            new("package", new SettingsShape.Texts("a path or pattern, or a list of them"), "The IPA, the .xcarchive or .app folder, or a zip of one: a path or pattern (*, ?, **) relative to this file, or a list of them. The first pattern that matches wins, and must match one."),
            new("build", Build, "How the package is built: a command line, or a section."),
            new("signing", IosSigning, "What signs the package."),
            new("identifier", new SettingsShape.Text("a bundle identifier"), "Replaces the app's bundle identifier before signing; those of its extensions follow."),
            new("marketing-version", new SettingsShape.Text("a version such as 1.2.3"), "Replaces the version that people see (CFBundleShortVersionString) before signing."),
            new("build-number", new SettingsShape.Text("a number such as 42 or 1.2.3, or next"), "Replaces the build number (CFBundleVersion) before signing; next asks App Store Connect for the one that it takes next."),
            new("channels", new SettingsShape.Choices(ChannelReader.Of(AppPlatform.Ios)), "Where the package goes.", "link"),
            new("testflight", TestFlightDeclaration.Section, "What differs for this app from channels.testflight."),
        ]);

    public static SettingsShape.Section App { get; } = new(
        [
            new("name", new SettingsShape.Text("the app's name"), "The name that testers see; by default the package's own label."),
            new("android", Android, "The app on Android."),
            new("ios", Ios, "The app on iPhone and iPad."),
        ]);

    public static SettingsShape.Section Link { get; } = new(
        [
            new("host", new SettingsShape.Choice(LinkHosts.All), "Who carries the install link: folder writes the page under the output folder, for any web server to serve; github-release puts the package on a pre-release of the pull request, in public repositories on GitHub.", LinkHosts.Default),
            new("url", new SettingsShape.Text("an https address"), "For the host folder: the address at which the site folder is served. Without it the link opens on this computer only."),
        ]);

    public static SettingsShape.Section Channels { get; } = new(
        [
            new("link", Link, "Install page with link and QR code."),
            new("testflight", TestFlightDeclaration.Section, "TestFlight, for apps of the type app-store."),
            new("play", PlayDeclaration.Section, "Google Play: a track (play), or internal app sharing (play-sharing), which needs of these the sign-in only."),
        ]);

    public static SettingsShape.Section Comment { get; } = new(
        [
            new("mode", new SettingsShape.Choice(CommentReader.Modes), "What becomes of the comment of an earlier run: update changes it in place, new leaves it and writes another, hide writes another and hides it; none writes no comment.", "update"),
            new("per-app", new SettingsShape.Flag(), "Writes a comment for each app instead of one for all.", "false"),
            new("required", new SettingsShape.Flag(), "Fails the run when the comment could not be written.", "false"),
        ],
        Shorthand: "mode");

    public static SettingsShape.Section Root { get; } = new(
        [
            new("output", new SettingsShape.Text("a folder"), "Where packages, receipts, pages and the comment go, relative to this file.", DefaultOutput),
            new("apps", new SettingsShape.Named("app", AppKeyPattern, AppKeyValid, App), "The apps, each under a short key that names its folder and its row in the comment."),
            new("roster", new SettingsShape.Text("a path"), "The testers and their devices, testers.yml or a CSV file, relative to this file. Checked against the profiles; without it nobody is missed by name."),
            new("channels", Channels, "How the channels work."),
            new("comment", Comment, "The comment on the pull request: a mode, or a section."),
            new("announce", new SettingsShape.Choice(AnnounceReader.Choices), "What carries the link beside the comment, on GitHub: a deployment of each app, a check run of each, or none.", "none"),
        ]);
}
