using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs what carries the link beside the comment.</summary>
internal static class AnnounceReader
{
    public static ImmutableArray<string> Choices { get; } = ["none", "deployment", "check-run"];

    /// <returns>Null for nothing beside the comment.</returns>
    public static LinkTargetKind? Read(OverrideSet overrides, SectionReader root, ICollection<Fault> faults)
    {
        var given = overrides.Find("announce");
        if (given is not null && !Choices.Contains(given.Value, StringComparer.Ordinal))
        {
            faults.Add(SettingsFaults.InvalidOverride(given, string.Join(", ", Choices)));
        }

        return (given?.Value ?? root.Verbatim("announce")) switch
        {
            "deployment" => LinkTargetKind.Deployment,
            "check-run" => LinkTargetKind.CheckRun,
            _ => null,
        };
    }
}
