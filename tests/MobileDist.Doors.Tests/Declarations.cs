using System.Text.Json;
using MobileDist.Testing;
using YamlDotNet.Serialization;

namespace MobileDist.Doors.Tests;

/// <summary>What the two doors declare, as it stands in their files.</summary>
internal static class Declarations
{
    /// <summary>The sections of <c>action.yml</c>.</summary>
    public static Dictionary<string, Dictionary<object, object>> ActionYml() => new DeserializerBuilder().Build()
        .Deserialize<Dictionary<string, object>>(File.ReadAllText(RepositoryRoot.Combine("action.yml")))
        .Where(entry => entry.Value is Dictionary<object, object>)
        .ToDictionary(entry => entry.Key, entry => (Dictionary<object, object>)entry.Value, StringComparer.Ordinal);

    public static JsonElement TaskJson()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("azure-devops", "MobileDist", "task.json")));
        return document.RootElement.Clone();
    }

    public static IEnumerable<string> OutputsOfAction => ActionYml()["outputs"].Keys.Cast<string>();

    public static IEnumerable<string> OutputsOfTask => TaskJson().GetProperty("outputVariables").EnumerateArray().Select(output => output.GetProperty("name").GetString()!);
}
