using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Reads members that may be missing, null or of another kind than today: Apple adds and removes without notice, and
/// none of that may break a run.
/// </summary>
internal static class AppleJson
{
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>The member; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static bool? Flag(JsonElement element, string name) => Member(element, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The items; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
