using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.Testing;

/// <summary>An answer of a fake server.</summary>
internal readonly record struct FakeAnswer(int Status, string ContentType, byte[] Body)
{
    public static FakeAnswer Json(int status, JsonNode body) => new(status, "application/json; charset=utf-8; api-version=7.1", Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>A list as Azure DevOps wraps it.</summary>
    public static FakeAnswer List(IEnumerable<JsonNode> items)
    {
        var value = new JsonArray([.. items]);
        return Json(200, new JsonObject { ["count"] = value.Count, ["value"] = value });
    }

    /// <summary>An error as Azure DevOps words it.</summary>
    public static FakeAnswer Error(int status, string type, string message) => Json(status, new JsonObject
    {
        ["$id"] = "1",
        ["innerException"] = null,
        ["message"] = message,
        ["typeName"] = $"Microsoft.TeamFoundation.Git.Server.{type}, Microsoft.TeamFoundation.Git.Server",
        ["typeKey"] = type,
        ["errorCode"] = 0,
        ["eventId"] = 3000,
    });
}
