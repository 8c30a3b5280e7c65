namespace MobileDist.Build;

/// <summary>
/// The environment of a <c>dotnet</c> that we start. What an outer MSBuild, test run or debugger set for itself would
/// point the inner one at the outer one's files.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] Prefixes = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "COREHOST_"];
    private static readonly string[] Names = ["DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS", "DOTNET_ADDITIONAL_DEPS", "DOTNET_SHARED_STORE", "DOTNET_TIEREDPGO"];

    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForeign).ToList())
        {
            environment.Remove(name);
        }

        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // Nodes that live on would hold our pipes open, and files of the next clean checkout.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
    }

    private static bool IsForeign(string name) =>
        Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
