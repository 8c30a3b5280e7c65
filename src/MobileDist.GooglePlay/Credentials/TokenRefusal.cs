using System.Net;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>
/// Reads what a refusal means. The token services write <c>{"error":"invalid_grant","error_description":"…"}</c> (RFC 6749,
/// section 5.2), the IAM service <c>{"error":{"status":"PERMISSION_DENIED","message":"…","details":[{"reason":"…"}]}}</c>.
/// One code stands for many reasons, so the words go first.
/// </summary>
internal static class TokenRefusal
{
    private static readonly (string Part, TokenFailureKind Kind)[] Words =
    [
        ("reasonable timeframe", TokenFailureKind.ClockSkew),
        ("Invalid JWT Signature", TokenFailureKind.KeyRefused),
        ("account not found", TokenFailureKind.AccountMissing),
        ("id not found for email", TokenFailureKind.AccountMissing),
        ("has been deleted", TokenFailureKind.AccountMissing),
        ("SERVICE_DISABLED", TokenFailureKind.ServiceDisabled),
        ("account is disabled", TokenFailureKind.AccountDisabled),
        ("account disabled", TokenFailureKind.AccountDisabled),
        ("expired or revoked", TokenFailureKind.UserSignInEnded),
        ("attribute condition", TokenFailureKind.ConditionRejected),
        ("audience in ID Token", TokenFailureKind.AudienceRefused),
        ("issuer in ID Token", TokenFailureKind.IssuerRefused),
        ("value for \"audience\"", TokenFailureKind.ProviderUnknown),
        ("stale to sign-in", TokenFailureKind.IdentityTokenRefused),
        ("iam.serviceAccounts.getAccessToken", TokenFailureKind.ImpersonationDenied),
    ];

    private static readonly (string Code, TokenFailureKind Kind)[] Codes =
    [
        ("invalid_target", TokenFailureKind.ProviderUnknown),
        ("invalid_client", TokenFailureKind.ClientUnknown),
        ("disabled_client", TokenFailureKind.ClientUnknown),
        ("invalid_scope", TokenFailureKind.ScopeRefused),
        ("access_denied", TokenFailureKind.ScopeRefused),
        ("unauthorized_client", TokenFailureKind.ScopeRefused),
        ("PERMISSION_DENIED", TokenFailureKind.ImpersonationDenied),
        ("NOT_FOUND", TokenFailureKind.AccountMissing),
    ];

    /// <param name="status">Of the answer.</param>
    /// <param name="body">May be anything.</param>
    public static TokenFailure Read(HttpStatusCode status, string body)
    {
        var (code, said) = Parse(body);
        var words = said.Length > 0 ? said : $"Google answered {(int)status} without a reason.";
        return new TokenFailure(
            status switch
            {
                HttpStatusCode.TooManyRequests => TokenFailureKind.RateLimited,
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => TokenFailureKind.Unreachable,
                _ => KindOf(code, words),
            },
            code.Length > 0 ? $"{code}: {words}" : words);
    }

    private static TokenFailureKind KindOf(string code, string words)
    {
        foreach (var (part, kind) in Words)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        // The sentence about scopes speaks of identity tokens too, so their other flaws come last.
        return code is "invalid_grant" && words.Contains("ID Token", StringComparison.Ordinal)
            ? TokenFailureKind.IdentityTokenRefused
            : Array.Find(Codes, known => string.Equals(known.Code, code, StringComparison.OrdinalIgnoreCase)).Kind;
    }

    private static (string Code, string Words) Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, CredentialJson.Options);
            var error = CredentialJson.Member(document.RootElement, "error");
            if (error.ValueKind == JsonValueKind.String)
            {
                return (CredentialJson.Text(error) ?? "", CredentialJson.Text(document.RootElement, "error_description") ?? "");
            }

            var reason = CredentialJson.Items(error, "details").Select(detail => CredentialJson.Text(detail, "reason")).FirstOrDefault(text => text is not null);
            var words = CredentialJson.Text(error, "message") ?? "";
            return (CredentialJson.Text(error, "status") ?? "", reason is null ? words : $"{words} ({reason})");
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }
}
