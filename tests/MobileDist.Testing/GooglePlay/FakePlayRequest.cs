using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>A request as the fake got it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Escaped, without the query.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">Empty of parts of uploads, which are streamed past it.</param>
public sealed record FakePlayRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Whether its body is the part of an upload.</summary>
    public bool IsPart => Method is "PUT" && Path.StartsWith("/upload/", StringComparison.Ordinal);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Parameter(string name) => Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => string.Equals(Uri.UnescapeDataString(pair[0]), name, StringComparison.Ordinal))
        .Select(pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""))
        .FirstOrDefault();

    /// <summary>The path's parts, without escapes and the version before them.</summary>
    internal string[] Segments => [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    internal JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public override string ToString() => $"{Method} {Path}{Query}";
}
