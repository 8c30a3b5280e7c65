using System.Collections;

namespace MobileDist.Build;

/// <summary>The environment that the host was started with.</summary>
/// <param name="Variables">By name, which is compared as the system does.</param>
public sealed record HostEnvironment(IReadOnlyDictionary<string, string> Variables)
{
    public static HostEnvironment OfProcess() =>
        Of(Environment.GetEnvironmentVariables(), OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    // On Windows a program of another system's making may have started us with one name in two spellings, PATH and Path.
    // The first in ordinal order counts, as it does for Node, so that the action's own variables, in capitals, go over others.
    internal static HostEnvironment Of(IDictionary variables, StringComparer comparer) => new(variables
        .Cast<DictionaryEntry>()
        .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
        .DistinctBy(entry => (string)entry.Key, comparer)
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", comparer));
}
