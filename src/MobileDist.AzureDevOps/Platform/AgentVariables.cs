namespace MobileDist.AzureDevOps;

/// <summary>
/// The variables that the agent hands to a step. An unset one that was mapped by hand arrives as its own name
/// (<c>$(System.AccessToken)</c>), which is as good as absent.
/// </summary>
internal sealed class AgentVariables(IReadOnlyDictionary<string, string> environment)
{
    public string? this[string name] =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) && !IsUnexpanded(value) ? value.Trim() : null;

    /// <summary>Null when absent or no number above zero.</summary>
    public long? Number(string name) => long.TryParse(this[name], out var number) && number > 0 ? number : null;

    /// <summary>The agent writes <c>True</c> and <c>False</c>.</summary>
    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    private static bool IsUnexpanded(string value) =>
        value.StartsWith("$(", StringComparison.Ordinal) && value.EndsWith(')') && !value[2..^1].Contains('$', StringComparison.Ordinal);
}
