using System.Collections;

namespace MobileDist.Build;

/// <summary>The environment that the host was started with.</summary>
/// <param name="Variables">By name, which is compared as the system does.</param>
public sealed record HostEnvironment(IReadOnlyDictionary<string, string> Variables)
{
    public static HostEnvironment OfProcess() => new(Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(
            entry => (string)entry.Key,
            entry => (string?)entry.Value ?? "",
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));
}
