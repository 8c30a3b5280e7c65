using System.Net;
using System.Text;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>Why Cloud Identity did not do it.</summary>
/// <param name="Kind">Ours, one remedy each.</param>
/// <param name="Words">Google's; addresses of testers may be in them.</param>
internal sealed record GroupFailure(GroupFailureKind Kind, string Words)
{
    private const int LongestWords = 400;

    // Google's own numbers stand at the head of its sentences: 'Error(4003): Cannot create membership … because it already exists.'
    private static readonly (string Part, GroupFailureKind Kind)[] Parts =
    [
        ("ACCESS_TOKEN_SCOPE_INSUFFICIENT", GroupFailureKind.ScopeMissing),
        ("insufficient authentication scopes", GroupFailureKind.ScopeMissing),
        ("SERVICE_DISABLED", GroupFailureKind.ServiceDisabled),
        ("accessNotConfigured", GroupFailureKind.ServiceDisabled),
        ("has not been used in project", GroupFailureKind.ServiceDisabled),
        ("rateLimitExceeded", GroupFailureKind.RateLimited),
        ("Quota exceeded", GroupFailureKind.RateLimited),
        ("Error(4003)", GroupFailureKind.AlreadyExists),
        ("already exists", GroupFailureKind.AlreadyExists),
        ("external", GroupFailureKind.ExternalNotAllowed),
        ("outside of", GroupFailureKind.ExternalNotAllowed),
        ("Error(2015)", GroupFailureKind.NoPermission),
        ("Error(2028)", GroupFailureKind.NoPermission),
    ];

    /// <summary>Whether it would be the same for everybody, so that going on makes no sense.</summary>
    public bool IsOfTheRun => Kind is GroupFailureKind.Unreachable or GroupFailureKind.RateLimited or GroupFailureKind.BadToken or GroupFailureKind.ScopeMissing
        or GroupFailureKind.ServiceDisabled or GroupFailureKind.NoPermission;

    public static GroupFailure Unreached(string words) => new(GroupFailureKind.Unreachable, PlainText.Clean(words));

    public static GroupFailure Read(HttpStatusCode status, byte[] body)
    {
        var (code, words) = Parse(body, (int)status);
        return new GroupFailure(KindOf(status, code, words), words);
    }

    /// <summary>The error of an operation that came back as done: a code of gRPC's, which has HTTP's meaning under another number.</summary>
    public static GroupFailure OfOperation(JsonElement error)
    {
        var words = PlainText.Clean(CredentialJson.Text(error, "message") ?? "Google gives no reason.");
        var status = CredentialJson.Number(error, "code") switch
        {
            3 or 9 => HttpStatusCode.BadRequest,
            5 => HttpStatusCode.NotFound,
            6 => HttpStatusCode.Conflict,
            7 => HttpStatusCode.Forbidden,
            8 => HttpStatusCode.TooManyRequests,
            10 => HttpStatusCode.Conflict,
            13 or 14 => HttpStatusCode.ServiceUnavailable,
            16 => HttpStatusCode.Unauthorized,
            _ => HttpStatusCode.BadRequest,
        };
        return new GroupFailure(KindOf(status, CredentialJson.Number(error, "code") is 6 ? "ALREADY_EXISTS" : "", words), words);
    }

    private static GroupFailureKind KindOf(HttpStatusCode status, string code, string words)
    {
        foreach (var (part, kind) in Parts)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return status switch
        {
            HttpStatusCode.Unauthorized => GroupFailureKind.BadToken,
            HttpStatusCode.Forbidden => GroupFailureKind.NoPermission,
            HttpStatusCode.NotFound => GroupFailureKind.Missing,
            HttpStatusCode.Conflict => code is "ALREADY_EXISTS" ? GroupFailureKind.AlreadyExists : GroupFailureKind.Overtaken,
            HttpStatusCode.TooManyRequests => GroupFailureKind.RateLimited,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => GroupFailureKind.Unreachable,
            HttpStatusCode.BadRequest => GroupFailureKind.BadMember,
            _ => GroupFailureKind.Refused,
        };
    }

    private static (string Code, string Words) Parse(byte[] body, int status)
    {
        var unexplained = $"Google answered {status} without a reason.";
        try
        {
            using var document = JsonDocument.Parse(body, CredentialJson.Options);
            var error = CredentialJson.Member(document.RootElement, "error");
            var words = new StringBuilder(CredentialJson.Text(error, "message") ?? unexplained);
            foreach (var reason in CredentialJson.Items(error, "details").Concat(CredentialJson.Items(error, "errors")).Select(detail => CredentialJson.Text(detail, "reason")).OfType<string>().Take(3))
            {
                words.Append(" (").Append(reason).Append(')');
            }

            return (CredentialJson.Text(error, "status") ?? "", PlainText.Clean(words.Length > LongestWords ? words.ToString(0, LongestWords) + "…" : words.ToString()));
        }
        catch (JsonException)
        {
            return ("", unexplained);
        }
    }
}
