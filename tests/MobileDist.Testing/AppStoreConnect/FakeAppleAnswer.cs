using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>An answer of the fake.</summary>
public sealed record FakeAppleAnswer(int Status, string Body = "", string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A refusal with a body as Apple writes it.</summary>
    public static FakeAppleAnswer Refusal(int status, string code, string title, string? detail = null, string? member = null, JsonObject? meta = null)
    {
        var error = new JsonObject { ["id"] = Guid.Empty.ToString(), ["status"] = $"{status}", ["code"] = code, ["title"] = title };
        if (detail is not null)
        {
            error["detail"] = detail;
        }

        if (member is not null)
        {
            error["source"] = new JsonObject { ["pointer"] = member };
        }

        if (meta is not null)
        {
            error["meta"] = meta;
        }

        return new FakeAppleAnswer(status, new JsonObject { ["errors"] = new JsonArray(error) }.ToJsonString());
    }

    public static FakeAppleAnswer Unauthorized() => Refusal(
        401,
        "NOT_AUTHORIZED",
        "Authentication credentials are missing or invalid.",
        "Provide a properly configured and signed bearer token, and make sure that it has not expired. Learn more about Generating Tokens for API Requests https://developer.apple.com/go/?id=api-generating-tokens");

    public static FakeAppleAnswer RateLimited(string? retryAfter = null) =>
        Refusal(429, "RATE_LIMIT_EXCEEDED", "The request rate limit has been reached.", "We've received too many requests for this API. Please wait and try again or slow down your request rate.")
            .With("Retry-After", retryAfter);

    public static FakeAppleAnswer NotFound(string type, string id) =>
        Refusal(404, "NOT_FOUND", "The specified resource does not exist", $"There is no resource of type '{type}' with id '{id}'");

    public FakeAppleAnswer With(string header, string? value) => value is null
        ? this
        : this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
