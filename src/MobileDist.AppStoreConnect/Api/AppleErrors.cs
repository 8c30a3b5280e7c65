using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>Reads the body of a refusal into a flat list: errors that stand inside of others follow them.</summary>
internal static class AppleErrors
{
    private const int MostErrors = 50;
    private const int Deepest = 4;
    private const int LongestText = 400;

    /// <summary>Empty when the body is something else: a gateway's page, or nothing.</summary>
    public static ImmutableArray<AppleError> Parse(byte[] body)
    {
        try
        {
            var found = ImmutableArray.CreateBuilder<AppleError>();
            Collect(AppleJson.Member(JsonElement.Parse(body, AppleJson.Options), "errors"), found, 0);
            return found.ToImmutable();
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Collect(JsonElement errors, ImmutableArray<AppleError>.Builder found, int depth)
    {
        if (errors.ValueKind != JsonValueKind.Array || depth > Deepest)
        {
            return;
        }

        foreach (var error in errors.EnumerateArray())
        {
            if (error.ValueKind != JsonValueKind.Object || found.Count >= MostErrors)
            {
                continue;
            }

            var source = AppleJson.Member(error, "source");
            var meta = AppleJson.Member(error, "meta");
            found.Add(new AppleError(
                Shown(AppleJson.Text(error, "code")) ?? "UNKNOWN",
                Shown(AppleJson.Text(error, "title")) ?? "Apple gave no reason.",
                Shown(AppleJson.Text(error, "detail")),
                Shown(AppleJson.Text(source, "pointer") ?? AppleJson.Text(source, "parameter")))
            {
                PreviousBuildNumber = Shown(AppleJson.Text(meta, "previousBundleVersion")),
            });
            var associated = AppleJson.Member(meta, "associatedErrors");
            if (associated.ValueKind == JsonValueKind.Object)
            {
                foreach (var path in associated.EnumerateObject())
                {
                    Collect(path.Value, found, depth + 1);
                }
            }
        }
    }

    private static string? Shown(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = PlainText.Clean(text);
        return clean.Length <= LongestText ? clean : clean[..LongestText] + "…";
    }
}
