using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings;

/// <summary>A command that makes the package.</summary>
/// <param name="Command">Handed to the platform's shell as it stands.</param>
/// <param name="Directory">Absolute.</param>
/// <param name="Output">Where the package comes out.</param>
/// <param name="Requires">Programs without which it is not tried.</param>
/// <param name="Environment">Variables beside those of the run.</param>
/// <param name="Timeout">When to give up.</param>
internal sealed record BuildSettings(
    string Command,
    string Directory,
    PackageSource Output,
    ImmutableArray<string> Requires,
    ImmutableSortedDictionary<string, string> Environment,
    TimeSpan Timeout)
{
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromHours(1);
}
