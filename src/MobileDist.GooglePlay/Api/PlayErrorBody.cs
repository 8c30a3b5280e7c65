using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>
/// The body of a refusal, in whichever of Google's shapes: <c>error</c> around an object, that object alone, a list with
/// it, or the two texts of OAuth 2.0 (https://cloud.google.com/apis/design/errors, RFC 6749 section 5.2).
/// </summary>
/// <param name="Reasons">Words for programs, the most telling first.</param>
/// <param name="Messages">Sentences, the main one first.</param>
internal sealed record PlayErrorBody(ImmutableArray<string> Reasons, ImmutableArray<string> Messages)
{
    private const int MostErrors = 20;
    private const int LongestText = 1_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private static readonly PlayErrorBody Empty = new([], []);

    /// <summary>Empty when the body is something else: a gateway's page, or nothing.</summary>
    public static PlayErrorBody Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(JsonElement.Parse(body, Options));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    private static PlayErrorBody Read(JsonElement root)
    {
        var body = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Empty;
        }

        var reasons = ImmutableArray.CreateBuilder<string>();
        var messages = ImmutableArray.CreateBuilder<string>();
        if (body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
        {
            Add(reasons, body, "error");
            Add(messages, body, "error_description");
        }
        else
        {
            error = error.ValueKind == JsonValueKind.Object ? error : body;
            foreach (var detail in Items(error, "details").Concat(Items(error, "errors")))
            {
                Add(reasons, detail, "reason");
            }

            Add(reasons, error, "status");
            Add(messages, error, "message");
            foreach (var one in Items(error, "errors"))
            {
                Add(messages, one, "message");
            }
        }

        return new PlayErrorBody(reasons.ToImmutable(), messages.ToImmutable());
    }

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(MostErrors).Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static void Add(ImmutableArray<string>.Builder texts, JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var clean = PlainText.Clean(value.GetString()!).Trim();
        clean = clean.Length <= LongestText ? clean : clean[..LongestText] + "…";
        if (clean.Length > 0 && !texts.Contains(clean, StringComparer.Ordinal))
        {
            texts.Add(clean);
        }
    }
}
