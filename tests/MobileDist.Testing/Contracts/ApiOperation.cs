using System.Text.Json;

namespace MobileDist.Testing;

/// <summary>One operation of a description, in whichever of the formats it was written.</summary>
internal sealed record ApiOperation
{
    public required string Method { get; init; }

    /// <summary>Segments of the path; those in braces stand for one segment each.</summary>
    public required string[] Template { get; init; }

    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>Schemas of the body by media type; empty when there must be none.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Bodies { get; init; }

    public bool IsBodyRequired { get; init; }

    /// <summary>Schemas of the answers by status; an undefined one for an answer without a body.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Answers { get; init; }

    /// <summary>How many segments are spelled out, or -1 when the path does not fit. The best fit is the one meant.</summary>
    public int Fit(string[] path)
    {
        if (path.Length != Template.Length)
        {
            return -1;
        }

        var literal = 0;
        for (var at = 0; at < path.Length; at++)
        {
            if (IsVariable(Template[at]))
            {
                continue;
            }

            if (!string.Equals(Uri.UnescapeDataString(path[at]), Template[at], StringComparison.OrdinalIgnoreCase))
            {
                return -1;
            }

            literal++;
        }

        return literal;
    }

    /// <summary>What the path gives for its variables.</summary>
    public Dictionary<string, string> Variables(string[] path) => Template
        .Select((segment, at) => (segment, at))
        .Where(pair => IsVariable(pair.segment))
        .ToDictionary(pair => pair.segment[1..^1], pair => Uri.UnescapeDataString(path[pair.at]), StringComparer.Ordinal);

    private static bool IsVariable(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
