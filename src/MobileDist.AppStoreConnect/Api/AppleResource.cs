using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>A resource of Apple's API: type, id, attributes, and the ids of what it is related to.</summary>
internal sealed class AppleResource(JsonElement element)
{
    public string Type { get; } = AppleJson.Text(element, "type") ?? "";

    public string Id { get; } = AppleJson.Text(element, "id") ?? "";

    public JsonElement Attributes => AppleJson.Member(element, "attributes");

    public string? Text(string name) => AppleJson.Text(Attributes, name);

    public bool? Flag(string name) => AppleJson.Flag(Attributes, name);

    public long? Number(string name) => AppleJson.Number(Attributes, name);

    public DateTimeOffset? Date(string name) => AppleDate.Parse(Text(name));

    /// <summary>The ids of those that it is related to, as far as they were sent; null when nothing was.</summary>
    public IReadOnlyList<string>? RelatedMany(string name) =>
        AppleJson.Member(AppleJson.Member(AppleJson.Member(element, "relationships"), name), "data") is { ValueKind: JsonValueKind.Array } links
            ? [.. links.EnumerateArray().Select(link => AppleJson.Text(link, "id")).OfType<string>()]
            : null;

    /// <summary>The id of the one that it is related to; null when there is none or it was not sent.</summary>
    public string? Related(string name) =>
        AppleJson.Text(AppleJson.Member(AppleJson.Member(AppleJson.Member(element, "relationships"), name), "data"), "id");
}
