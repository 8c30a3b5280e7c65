using System.Text.Json;

namespace MobileDist.Testing;

/// <summary>One operation of a description, in whichever of the formats it was written.</summary>
internal sealed record ApiOperation
{
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>Schemas of the body by media type; empty when there must be none.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Bodies { get; init; }

    public bool IsBodyRequired { get; init; }

    /// <summary>Schemas of the answers by status; an undefined one for an answer without a body.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Answers { get; init; }

    /// <summary>Whether the last variable of the path may hold slashes, as a Git reference does.</summary>
    public bool IsLastSegmentOpen { get; init; }
}
