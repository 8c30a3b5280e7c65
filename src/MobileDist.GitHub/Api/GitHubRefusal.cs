using System.Globalization;
using System.Net;
using System.Text.Json;

namespace MobileDist.GitHub;

/// <summary>
/// Reads what a refusal means. The status alone does not say: 403 is a missing permission as well as either rate limit,
/// and 429 exists beside it (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
/// </summary>
internal static class GitHubRefusal
{
    private const int LongestDetail = 300;

    // "At least one minute", say the rules for a secondary limit that names no time.
    private static readonly TimeSpan UnnamedWait = TimeSpan.FromSeconds(60);

    public static GitHubFailure Read(HttpResponseMessage response, byte[] body)
    {
        var error = Parse(body);
        var words = string.Join(' ', [error?.Message ?? "", .. Entries(error).Select(entry => entry.Message)]).Trim();
        var detail = Shown(words.Length > 0 ? words : $"GitHub answered {(int)response.StatusCode} without a reason.");
        var asks = First(response, "x-accepted-github-permissions") is { } permissions ? Shown(permissions) : null;
        return new GitHubFailure(KindOf(response, words, error), detail, asks);
    }

    /// <summary>A failure inside of a GraphQL answer, whose status is 200 nevertheless; null when there is none.</summary>
    public static GitHubFailure? ReadGraphQl(GitHubErrorEntry[] errors)
    {
        if (errors.Length == 0)
        {
            return null;
        }

        var kind = errors[0].Type switch
        {
            "FORBIDDEN" or "INSUFFICIENT_SCOPES" => GitHubFailureKind.NoPermission,
            "NOT_FOUND" => GitHubFailureKind.Missing,
            "RATE_LIMITED" => GitHubFailureKind.RateLimited,
            _ => GitHubFailureKind.Refused,
        };
        return new GitHubFailure(kind, Shown(errors[0].Message ?? "GitHub gave no reason."));
    }

    /// <summary>How long a limited request has to wait.</summary>
    public static TimeSpan WaitAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter is { } retryAfter)
        {
            var asked = retryAfter.Delta ?? (retryAfter.Date - now) ?? UnnamedWait;
            return asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
        }

        return IsUsedUp(response)
            && long.TryParse(First(response, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            && reset < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && DateTimeOffset.FromUnixTimeSeconds(reset) - now is var wait && wait > TimeSpan.Zero
            ? wait
            : UnnamedWait;
    }

    private static GitHubFailureKind KindOf(HttpResponseMessage response, string words, GitHubErrorBody? error) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => GitHubFailureKind.BadToken,
        HttpStatusCode.TooManyRequests => GitHubFailureKind.RateLimited,
        HttpStatusCode.Forbidden when response.Headers.RetryAfter is not null || IsUsedUp(response) || Has(words, "rate limit") || Has(words, "abuse detection")
            => GitHubFailureKind.RateLimited,
        HttpStatusCode.Forbidden when Has(words, "archived") => GitHubFailureKind.Archived,
        HttpStatusCode.Forbidden when Has(words, "is locked") => GitHubFailureKind.Locked,
        HttpStatusCode.Forbidden when Has(words, "SAML") => GitHubFailureKind.SingleSignOn,
        HttpStatusCode.Forbidden => GitHubFailureKind.NoPermission,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => GitHubFailureKind.Missing,
        HttpStatusCode.UnprocessableEntity when Has(words, "Reference does not exist") => GitHubFailureKind.Missing,
        HttpStatusCode.UnprocessableEntity when Has(words, "immutable") => GitHubFailureKind.Immutable,
        HttpStatusCode.UnprocessableEntity when Has(words, "too long") => GitHubFailureKind.TooLong,
        HttpStatusCode.UnprocessableEntity when Entries(error).Any(entry => entry.Code is "already_exists") => GitHubFailureKind.AlreadyExists,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => GitHubFailureKind.Moved,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => GitHubFailureKind.Unreachable,
        _ => GitHubFailureKind.Refused,
    };

    private static GitHubErrorBody? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, GitHubJson.Default.GitHubErrorBody);
        }
        catch (JsonException)
        {
            // A proxy in between answers with a page of its own, and some errors carry strings where others carry objects.
            return MessageOnly(body);
        }
    }

    private static GitHubErrorBody? MessageOnly(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                ? new GitHubErrorBody { Message = message.GetString() }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<GitHubErrorEntry> Entries(GitHubErrorBody? error) =>
        error?.Errors is { IsDefault: false } entries ? entries.Where(entry => entry is not null) : [];

    private static bool IsUsedUp(HttpResponseMessage response) => First(response, "x-ratelimit-remaining") is "0";

    private static string? First(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text)
    {
        var clean = PlainText.Clean(text);
        return clean.Length <= LongestDetail ? clean : clean[..LongestDetail] + "…";
    }
}
