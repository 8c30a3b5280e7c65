using System.Text.Json.Nodes;

namespace MobileDist.AppStoreConnect;

/// <summary>A resource to create or to change, as JSON:API writes it. What is null is left out.</summary>
internal sealed class AppleBody
{
    private readonly JsonObject _data;
    private readonly JsonObject _attributes = [];
    private readonly JsonObject _relationships = [];

    /// <param name="type">The resource's type.</param>
    /// <param name="id">Of the resource to change; null to create one.</param>
    public AppleBody(string type, string? id = null)
    {
        _data = new JsonObject { ["type"] = type };
        if (id is not null)
        {
            _data["id"] = id;
        }
    }

    public AppleBody Set(string name, string? value) => Add(name, value is null ? null : JsonValue.Create(value));

    public AppleBody Set(string name, bool? value) => Add(name, value is null ? null : JsonValue.Create(value.Value));

    public AppleBody Set(string name, long? value) => Add(name, value is null ? null : JsonValue.Create(value.Value));

    public AppleBody One(string name, string type, string id)
    {
        _relationships[name] = new JsonObject { ["data"] = Link(type, id) };
        return this;
    }

    public AppleBody Many(string name, string type, IEnumerable<string> ids)
    {
        _relationships[name] = new JsonObject { ["data"] = new JsonArray([.. ids.Select(id => Link(type, id))]) };
        return this;
    }

    public byte[] ToBytes()
    {
        if (_attributes.Count > 0)
        {
            _data["attributes"] = _attributes;
        }

        if (_relationships.Count > 0)
        {
            _data["relationships"] = _relationships;
        }

        return Bytes(new JsonObject { ["data"] = _data });
    }

    /// <summary>The body of a request that adds to or removes from a relationship.</summary>
    public static byte[] Links(string type, IEnumerable<string> ids) => Bytes(new JsonObject { ["data"] = new JsonArray([.. ids.Select(id => Link(type, id))]) });

    private AppleBody Add(string name, JsonValue? value)
    {
        if (value is not null)
        {
            _attributes[name] = value;
        }

        return this;
    }

    private static JsonObject Link(string type, string id) => new() { ["type"] = type, ["id"] = id };

    private static byte[] Bytes(JsonObject body) => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
}
