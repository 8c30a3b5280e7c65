using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>Reads members that may be missing, null or of another kind than expected.</summary>
internal static class CredentialJson
{
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The member; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text; null when it is missing, empty, or none.</summary>
    public static string? Text(JsonElement element, string name) => Text(Member(element, name)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The text; null when it is none, also where half of a surrogate pair is escaped in it.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static long? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>The items; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
