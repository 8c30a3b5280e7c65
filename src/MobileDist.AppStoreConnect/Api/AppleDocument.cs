using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>An answer: the resources asked for, those sent along, and where the list goes on.</summary>
internal sealed record AppleDocument(ImmutableArray<AppleResource> Data, ImmutableArray<AppleResource> Included, string? Next)
{
    public static AppleDocument Empty { get; } = new([], [], null);

    public static AppleDocument Of(AppleResource resource) => new([resource], [], null);

    /// <summary>The one resource that was asked for; null when Apple has none.</summary>
    public AppleResource? One => Data.IsEmpty ? null : Data[0];

    public AppleResource? Find(string type, string? id) => Included.FirstOrDefault(resource =>
        string.Equals(resource.Type, type, StringComparison.Ordinal) && string.Equals(resource.Id, id, StringComparison.Ordinal));

    /// <exception cref="JsonException">The answer is no JSON, or no answer of this API.</exception>
    public static AppleDocument Parse(byte[] body)
    {
        var root = JsonElement.Parse(body, AppleJson.Options);
        var data = AppleJson.Member(root, "data");
        ImmutableArray<AppleResource> resources = data.ValueKind switch
        {
            JsonValueKind.Array => [.. data.EnumerateArray().Where(IsResource).Select(item => new AppleResource(item))],
            JsonValueKind.Object => [new AppleResource(data)],
            JsonValueKind.Null => [],
            _ => throw new JsonException("The answer has no 'data'."),
        };
        return new AppleDocument(
            resources,
            [.. AppleJson.Items(root, "included").Where(IsResource).Select(item => new AppleResource(item))],
            AppleJson.Text(AppleJson.Member(root, "links"), "next"));
    }

    private static bool IsResource(JsonElement item) => item.ValueKind == JsonValueKind.Object;
}
