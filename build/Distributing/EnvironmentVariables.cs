using System.Collections;

namespace MobileDist.Build;

/// <summary>The process's environment as a dictionary that compares names as the system does.</summary>
internal static class EnvironmentVariables
{
    public static IReadOnlyDictionary<string, string> OfProcess() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(
            entry => (string)entry.Key,
            entry => (string?)entry.Value ?? "",
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
