using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>A request as the fake got it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Unescaped, without the query.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">Its text.</param>
public sealed record FakeIdentityRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public IReadOnlyDictionary<string, string> Parameters { get; } = Pairs(Query.TrimStart('?'));

    public IReadOnlyDictionary<string, string> Form { get; } =
        Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true ? Pairs(Body) : new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Bearer => Headers.GetValueOrDefault("Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value["Bearer ".Length..] : null;

    public bool IsJson => Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) == true;

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public override string ToString() => $"{Method} {Path}{Query}";

    private static Dictionary<string, string> Pairs(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Decoded(pair[0]), pair => Decoded(pair.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
