namespace MobileDist.Build;

/// <summary>Finds everything that is wrong with the command line, in one go.</summary>
internal static class CommandLineCheck
{
    private static readonly string[] Verbosities = ["quiet", "minimal", "normal", "verbose", "diagnostic"];

    public static IReadOnlyList<Fault> Inspect(CommandLine commandLine, IReadOnlyCollection<string> targets) =>
    [
        .. commandLine.Strays.Select(HostFaults.StrayWord),
        .. commandLine.Options.Select(option => Inspect(option, targets)).OfType<Fault>(),
    ];

    private static Fault? Inspect(CommandLineOption option, IReadOnlyCollection<string> targets) => option switch
    {
        _ when !ArgumentNames.Knows(option.Name) => HostFaults.UnknownArgument(option.Name, NearestName.To(option.Name, ArgumentNames.Shown)),
        _ when option.Value is not (null or "") => InspectValue(option, option.Value, targets),
        // --name= is mostly a variable of the CI that is not set; Cake's own parser would show a caret under it.
        _ when option.Value is "" || ArgumentNames.HostOptions.Contains(option.Name) => HostFaults.MissingValue(option.Name),
        _ => null,
    };

    private static Fault? InspectValue(CommandLineOption option, string value, IReadOnlyCollection<string> targets)
    {
        if (option.Is("target", "t") && !targets.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            return HostFaults.UnknownTarget(value, NearestName.To(value, targets), targets);
        }

        if (option.Is("verbosity", "v") && !IsVerbosity(value))
        {
            return HostFaults.UnknownVerbosity(value, Verbosities);
        }

        return option.Is("working", "w") && !Directory.Exists(value) ? HostFaults.MissingWorkingFolder(value) : null;
    }

    private static bool IsVerbosity(string value) => Array.Exists(
        Verbosities,
        verbosity => string.Equals(verbosity, value, StringComparison.OrdinalIgnoreCase) || string.Equals(verbosity[..1], value, StringComparison.OrdinalIgnoreCase));
}
