using System.Collections.Frozen;
using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>Every name that the command line may hold. A name that is not here is a typing error, and said to be one.</summary>
internal static class ArgumentNames
{
    /// <summary>Switches of the host itself.</summary>
    public static FrozenSet<string> Flags { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "description", "descriptions", "showdescription", "showdescriptions", "tree", "showtree", "dryrun", "noop", "whatif",
        "exclusive", "e", "version", "ver", "info", "help", "h");

    /// <summary>Options of the host itself.</summary>
    public static FrozenSet<string> HostOptions { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "target", "t", "working", "w", "verbosity", "v");

    /// <summary>Arguments of the tasks.</summary>
    public static FrozenSet<string> TaskArguments { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, ["filter", "site", "port", .. DistributionArgument.All.Select(argument => argument.Name)]);

    /// <summary>Those that are none of the distribution's business.</summary>
    public static IReadOnlyCollection<string> OfHost { get; } = [.. Flags, .. HostOptions, "filter", "site", "port"];

    /// <summary>Whether a name may stand on the command line; names with an underscore are Cake's own settings.</summary>
    public static bool Knows(string name) =>
        Flags.Contains(name) || HostOptions.Contains(name) || TaskArguments.Contains(name) || name.Contains('_', StringComparison.Ordinal);

    /// <summary>The names worth showing to somebody who mistyped one.</summary>
    public static IEnumerable<string> Shown => Flags.Concat(HostOptions).Concat(TaskArguments).Where(name => name.Length > 2);
}
