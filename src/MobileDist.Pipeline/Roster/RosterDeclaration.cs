using MobileDist.Pipeline.Settings.Declaration;

namespace MobileDist.Pipeline.Roster;

/// <summary>Every key that <c>testers.yml</c> may hold; <c>testers.schema.json</c> is drawn from it.</summary>
internal static class RosterDeclaration
{
    public const string DefaultFile = "testers.yml";

    public static SettingsShape.Section Device { get; } = new(
        [
            new("udid", new SettingsShape.Verbatim("a UDID"), "The device's UDID: 40 hexadecimal digits, or 8 and 16 with a hyphen between. Ad hoc profiles list it."),
            new("name", new SettingsShape.Verbatim("a name"), "What its owner calls it."),
            new("model", new SettingsShape.Verbatim("a model"), "Apple's model identifier or name: iPhone14,2."),
        ],
        Shorthand: "udid");

    public static SettingsShape.Section Tester { get; } = new(
        [
            new("name", new SettingsShape.Verbatim("a name"), "The person's whole name. Logs and comments show the first name and an initial."),
            new("email", new SettingsShape.Verbatim("an address"), "The address that the stores know; never shown whole."),
            new("groups", new SettingsShape.Texts("a group, or a list of them"), "The groups that the person belongs to."),
            new("devices", new SettingsShape.Sections("device", Device), "The person's Apple devices; a plain text is a UDID."),
        ]);

    public static SettingsShape.Section Root { get; } = new(
        [new("testers", new SettingsShape.Sections("tester", Tester), "The people that apps go to.")]);

    /// <summary>The text of <c>testers.schema.json</c>.</summary>
    public static string Schema() => SettingsJsonSchema.Render(Root, "MobileDistPipeline roster (testers.yml)", "The people that apps go to, with their Apple devices. Keep the file out of public repositories.");
}
