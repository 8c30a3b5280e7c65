using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>An answer of the fake.</summary>
public sealed record FakeIdentityAnswer(int Status, string Body = "", string ContentType = "application/json; charset=UTF-8")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public static FakeIdentityAnswer Of(JsonObject body) => new(200, body.ToJsonString());

    /// <summary>As the token services refuse.</summary>
    public static FakeIdentityAnswer OAuth(int status, string error, string description) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description }.ToJsonString());

    /// <summary>As Google's other services refuse.</summary>
    public static FakeIdentityAnswer Google(int status, string code, string message, string? reason = null)
    {
        var error = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = code };
        if (reason is not null)
        {
            error["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = reason, ["domain"] = "googleapis.com" });
        }

        return new FakeIdentityAnswer(status, new JsonObject { ["error"] = error }.ToJsonString());
    }

    public static FakeIdentityAnswer Unauthenticated() => Google(
        401, "UNAUTHENTICATED", "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.", "ACCESS_TOKEN_EXPIRED");

    public FakeIdentityAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
