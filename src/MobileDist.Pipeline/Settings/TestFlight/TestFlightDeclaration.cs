using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Declaration;

namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>The keys of the section about TestFlight.</summary>
internal static class TestFlightDeclaration
{
    public static ImmutableArray<string> Creations { get; } = ["none", "external", "internal"];

    public static SettingsShape.Section Review { get; } = new(
        [
            new("submit", new SettingsShape.Flag(), "Sends builds for external testers to Beta App Review.", "true"),
            new("contact-first-name", new SettingsShape.Text("a name"), "Whom Apple's reviewers ask; the contact is written into App Store Connect where it differs."),
            new("contact-last-name", new SettingsShape.Text("a name"), "The same."),
            new("contact-phone", new SettingsShape.Text("a phone number with + and country code"), "The same."),
            new("contact-email", new SettingsShape.Text("an address"), "The same."),
            new("demo-account", new SettingsShape.Text("a user's name"), "An account with which reviewers can sign in to the app."),
            new("demo-password", new SettingsShape.SecretReference(), "Its password, as the name of a variable."),
            new("notes", new SettingsShape.Text("a text"), "What reviewers should know."),
            new("feedback-email", new SettingsShape.Text("an address"), "Where testers' feedback goes, in the app's first language."),
            new("app-description", new SettingsShape.Text("a text"), "What testers read about the app, in its first language."),
        ],
        Shorthand: "submit");

    public static SettingsShape.Section Section { get; } = new(
        [
            new("key", new SettingsShape.Text("a path, or ${NAME} of a variable that holds a path, PEM or base64"), "The key of App Store Connect, a .p8 file. APP_STORE_CONNECT_KEY overrides it."),
            new("key-id", new SettingsShape.Text("ten letters and digits"), "The key's id; not needed where the file is named AuthKey_ID.p8. APP_STORE_CONNECT_KEY_ID overrides it."),
            new("issuer-id", new SettingsShape.Text("a UUID"), "The team's issuer id; left away for an individual key. APP_STORE_CONNECT_ISSUER_ID overrides it."),
            new("app-id", new SettingsShape.Text("a number"), "Apple's number of the app; by default it is looked up by the bundle id."),
            new("groups", new SettingsShape.Texts("a group's name, or a list of them"), "The TestFlight groups that get each build, by their exact names."),
            new("create-groups", new SettingsShape.Choice(Creations), "What becomes of a group that is not there: none is an error, external and internal create it.", "none"),
            new("testers", new SettingsShape.Texts("an address or the name of a roster's group, or a list of them"), "Testers who get each build without being in a TestFlight group."),
            new("sync-testers", new SettingsShape.TextOrMap("none, by-name, all, or the roster's groups under each TestFlight group"), "Adds people of the roster to the TestFlight groups: by-name goes by groups of the same name, all takes everybody, a map names the roster's groups (separated by commas, * for everybody) under each TestFlight group.", "none"),
            new("remove-testers", new SettingsShape.Flag(), "Removes from a synced group whoever is not in the roster.", "false"),
            new("invite-again", new SettingsShape.Flag(), "Mails those of a synced group again, in every run, who have not accepted yet.", "false"),
            new("public-link", new SettingsShape.Flag(), "Switches the public link of the external groups on or off; by default it stays as it is."),
            new("public-link-limit", new SettingsShape.Text("a number from 1 to 10000"), "How many can join by the public link."),
            new("what-to-test", new SettingsShape.TextOrMap("auto, none, a path, or one of these under each language"), "What testers read about the build: auto takes the pull request's title and text, a path takes a file. Under languages such as en-US: one for each.", "auto"),
            new("uses-non-exempt-encryption", new SettingsShape.Flag(), "Your answer to Apple's question about encryption, where the app's Info.plist gives none. It is a legal statement and has no default."),
            new("review", Review, "Beta App Review: true or false, or a section."),
            new("expire-older", new SettingsShape.Flag(), "Expires the older builds of the same pull request once testers can install the new one. That cannot be undone.", "false"),
            new("notify", new SettingsShape.Flag(), "Whether Apple mails the testers about the build; by default it stays as App Store Connect does it."),
            new("wait-appears", new SettingsShape.Duration(), "How long to wait until Apple lists the build.", "1h"),
            new("wait-processed", new SettingsShape.Duration(), "How long to wait from then until Apple has processed it.", "1h"),
        ]);
}
