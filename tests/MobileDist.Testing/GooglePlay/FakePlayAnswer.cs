using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>An answer of the fake.</summary>
public sealed record FakePlayAnswer(int Status, byte[] Body, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public static FakePlayAnswer Empty(int status = 204) => new(status, []);

    public static FakePlayAnswer Of(JsonObject body) => new(200, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static FakePlayAnswer Text(int status, string body, string contentType = "text/html") => new(status, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>A refusal in the form of Google's newer services.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="reason">The word for programs in the list of errors; null: no such list.</param>
    /// <param name="message">For people; null: none, as Google has answered.</param>
    /// <param name="name">The status's name.</param>
    /// <param name="detail">The reason among the details; null: none.</param>
    public static FakePlayAnswer Refusal(int status, string? reason, string? message, string? name = null, string? detail = null)
    {
        var error = new JsonObject { ["code"] = status, ["message"] = message };
        if (name is not null)
        {
            error["status"] = name;
        }

        if (reason is not null)
        {
            error["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "androidpublisher", ["reason"] = reason });
        }

        if (detail is not null)
        {
            error["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = detail, ["domain"] = "googleapis.com" });
        }

        return Of(new JsonObject { ["error"] = error }) with { Status = status };
    }

    public static FakePlayAnswer Unauthorized() => Refusal(
        401,
        "required",
        "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
        "UNAUTHENTICATED");

    public FakePlayAnswer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
