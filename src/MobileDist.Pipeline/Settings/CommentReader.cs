using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs what is said about the comment.</summary>
internal static class CommentReader
{
    public static ImmutableArray<string> Modes { get; } = ["update", "new", "hide", "none"];

    public static CommentSettings Read(OverrideSet overrides, SectionReader section, ICollection<Fault> faults) => new(
        Mode(overrides, section, faults),
        overrides.Flag("comment-per-app", faults) ?? section.Flag("per-app") ?? false,
        overrides.Flag("comment-required", faults) ?? section.Flag("required") ?? false);

    private static CommentMode? Mode(OverrideSet overrides, SectionReader section, ICollection<Fault> faults)
    {
        var given = overrides.Find("comment");
        if (given is not null && !Modes.Contains(given.Value, StringComparer.Ordinal))
        {
            faults.Add(SettingsFaults.InvalidOverride(given, string.Join(", ", Modes)));
        }

        return (given?.Value ?? section.Shorthand ?? section.Verbatim("mode")) switch
        {
            "none" => null,
            "new" => CommentMode.New,
            "hide" => CommentMode.Hide,
            _ => CommentMode.Update,
        };
    }
}
