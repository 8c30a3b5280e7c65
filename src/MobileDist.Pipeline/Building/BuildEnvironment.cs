using System.Collections.Immutable;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Building;

/// <summary>The environment of a build command: that of the run without what only signing and distribution need.</summary>
internal static class BuildEnvironment
{
    // The last two let whoever has them say that they are this run, and so sign in to Google Play without a key.
    private static readonly ImmutableArray<string> Prefixes =
        ["IOS_CERTIFICATE", "IOS_PROFILES", "APP_STORE_CONNECT_", "GOOGLE_PLAY_CREDENTIALS", "ACTIONS_ID_TOKEN_REQUEST_", "SYSTEM_OIDCREQUESTURI"];

    public static IReadOnlyDictionary<string, string> For(BuildSettings build, IReadOnlyDictionary<string, string> environment, Redactor redactor)
    {
        var secrets = redactor.RegisteredPieces.ToHashSet(StringComparer.Ordinal);
        var result = environment
            .Where(variable => !IsOurs(variable.Key) && !secrets.Contains(variable.Value))
            .ToDictionary(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

        // What the settings hand to the build by name is theirs to decide.
        foreach (var (name, value) in build.Environment)
        {
            result[name] = value;
        }

        return result;
    }

    /// <summary>The first program that is not on the PATH; null when all are.</summary>
    public static string? MissingProgram(BuildSettings build, IReadOnlyDictionary<string, string> environment)
    {
        var folders = (Value(environment, "PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? ["", .. (Value(environment, "PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';')] : [""];
        return build.Requires.FirstOrDefault(program => !folders.Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending)))));
    }

    private static bool IsOurs(string name) =>
        Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || DistributionArgument.All.Any(argument => !argument.Variable.StartsWith("MOBILEDIST_", StringComparison.Ordinal) && string.Equals(argument.Variable, name, StringComparison.OrdinalIgnoreCase));

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.FirstOrDefault(variable => string.Equals(variable.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
