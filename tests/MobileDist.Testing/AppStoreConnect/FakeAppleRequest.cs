using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A request as the fake got it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Escaped, without the query.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">Of requests to the API; parts are streamed past it.</param>
public sealed record FakeAppleRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private readonly Lazy<Dictionary<string, string>> _parameters = new(() => Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal));

    public string[] Segments => Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string? Parameter(string name) => _parameters.Value.GetValueOrDefault(name);

    /// <summary>The resource in the body.</summary>
    internal JsonNode Data => JsonNode.Parse(Body)!["data"]!;

    internal string? Text(string attribute) => Data["attributes"]?[attribute]?.GetValue<string>();

    internal bool? Flag(string attribute) => Data["attributes"]?[attribute]?.GetValue<bool>();

    internal long? Number(string attribute) => Data["attributes"]?[attribute]?.GetValue<long>();

    /// <summary>The id of the one that the new resource is to be related to.</summary>
    internal string? Related(string name) => Data["relationships"]?[name]?["data"]?["id"]?.GetValue<string>();

    /// <summary>The ids of those that the new resource is to be related to; null when the relationship is not given.</summary>
    internal string[]? RelatedMany(string name) => Data["relationships"]?[name]?["data"] is JsonArray links ? Ids(links) : null;

    /// <summary>The ids of a request about a relationship.</summary>
    internal string[] Links => Ids(Data.AsArray());

    /// <summary>Whether a filter lets the value through.</summary>
    internal bool Passes(string filter, string? value) => Parameter($"filter[{filter}]") is not { } wanted || wanted.Split(',').Contains(value, StringComparer.Ordinal);

    internal bool Includes(string name) => Parameter("include")?.Split(',').Contains(name, StringComparer.Ordinal) == true;

    public override string ToString() => $"{Method} {Path}{Query}";

    private static string[] Ids(JsonArray links) => [.. links.Select(link => link!["id"]!.GetValue<string>())];
}
