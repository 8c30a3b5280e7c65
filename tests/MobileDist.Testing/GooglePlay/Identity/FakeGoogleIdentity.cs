using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>
/// Google's sign-in: the token service (assertions of service accounts, refresh tokens of people), the Security Token
/// Service, and the impersonation of service accounts. It judges without the library that asks.
/// </summary>
public sealed partial class FakeGoogleIdentity(FakeIdentityState state, FakeCiIssuers issuers) : IDisposable
{
    public const string Account = "play@acme-play.iam.gserviceaccount.com";
    public const string Provider = "projects/123456789/locations/global/workloadIdentityPools/ci/providers/main";
    public const string ClientId = "764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com";
    public const string ClientSecret = "MARKED-client-secret";
    public const string RefreshToken = "1//MARKED-refresh-token";
    public const string Person = "ada@acme.example";

    private const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";

    private static readonly string[] KnownScopes =
        [CloudPlatform, "https://www.googleapis.com/auth/androidpublisher", "https://www.googleapis.com/auth/cloud-identity.groups"];

    public Dictionary<string, FakeServiceAccount> Accounts { get; } = new(StringComparer.Ordinal) { [Account] = new FakeServiceAccount(Account) };

    public Dictionary<string, FakeProvider> Providers { get; } = new(StringComparer.Ordinal) { ["//iam.googleapis.com/" + Provider] = new FakeProvider() };

    /// <summary>What the person allowed when signing in.</summary>
    public string PersonsScopes { get; set; } = string.Join(' ', KnownScopes);

    public bool HasPersonSignedOut { get; set; }

    /// <summary>Whether the IAM Service Account Credentials API is enabled.</summary>
    public bool IsIamEnabled { get; set; } = true;

    /// <summary>For how long tokens are made.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromSeconds(3_599);

    /// <summary>The access tokens made so far.</summary>
    public Dictionary<string, FakeAccessToken> Issued { get; } = new(StringComparer.Ordinal);

    public FakeServiceAccount Play => Accounts[Account];

    public void Dispose()
    {
        foreach (var account in Accounts.Values)
        {
            account.Dispose();
        }
    }

    /// <summary>Null for paths of others.</summary>
    public FakeIdentityAnswer? Answer(FakeIdentityRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/token") => Token(request),
        ("POST", "/v1/token") => Exchange(request),
        ("POST", var path) when Impersonation.Match(path) is { Success: true } match => Impersonate(request, match.Groups["account"].Value),
        _ => null,
    };

    /// <summary>Whose token it is; null when it is none, or has ended.</summary>
    public FakeAccessToken? Judge(string? bearer) => bearer is not null && Issued.TryGetValue(bearer, out var token) && token.Expires > state.Now ? token : null;

    private FakeIdentityAnswer Token(FakeIdentityRequest request)
    {
        state.Expect(request.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true, "the token service asks for a form");
        return request.Form.GetValueOrDefault("grant_type") switch
        {
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Assertion(request.Form.GetValueOrDefault("assertion") ?? ""),
            "refresh_token" => Refresh(request),
            _ => FakeIdentityAnswer.OAuth(400, "unsupported_grant_type", "Invalid grant_type"),
        };
    }

    private FakeIdentityAnswer Assertion(string assertion)
    {
        if (assertion.Split('.') is not [var head, var claims, var signature])
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", "Bad Request");
        }

        var header = JsonElement.Parse(Bytes(head));
        var payload = JsonElement.Parse(Bytes(claims));
        var issuer = payload.GetProperty("iss").GetString()!;
        if (!Accounts.TryGetValue(issuer, out var account))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", "Invalid grant: account not found");
        }

        if (account.IsDisabled)
        {
            return FakeIdentityAnswer.OAuth(401, "invalid_client", "The account is disabled.");
        }

        state.Expect(header.GetProperty("alg").GetString() is "RS256" && header.GetProperty("typ").GetString() is "JWT", "an assertion is a JWT with RS256");
        if (account.IsKeyDisabled || header.GetProperty("kid").GetString() is not FakeServiceAccount.KeyId
            || !account.Key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), Bytes(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", "Invalid JWT Signature.");
        }

        var (issued, expires, now) = (payload.GetProperty("iat").GetInt64(), payload.GetProperty("exp").GetInt64(), state.Now.ToUnixTimeSeconds());
        if (issued > now + 60 || expires <= now || expires - issued > 3_600)
        {
            return FakeIdentityAnswer.OAuth(
                400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.");
        }

        state.Expect(payload.GetProperty("aud").GetString()!.EndsWith("/token", StringComparison.Ordinal), "an assertion is for the token service");
        var scopes = payload.GetProperty("scope").GetString()!.Split(' ');
        return scopes.All(scope => KnownScopes.Contains(scope, StringComparer.Ordinal))
            ? Granted(issuer, scopes)
            : FakeIdentityAnswer.OAuth(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }

    private FakeIdentityAnswer Refresh(FakeIdentityRequest request)
    {
        var form = request.Form;
        if (form.GetValueOrDefault("client_id") is not ClientId || form.GetValueOrDefault("client_secret") is not ClientSecret)
        {
            return FakeIdentityAnswer.OAuth(401, "invalid_client", "The OAuth client was not found.");
        }

        return form.GetValueOrDefault("refresh_token") is RefreshToken && !HasPersonSignedOut
            ? Granted(Person, PersonsScopes.Split(' '), ("scope", PersonsScopes))
            : FakeIdentityAnswer.OAuth(400, "invalid_grant", "Token has been expired or revoked.");
    }

    private FakeIdentityAnswer Exchange(FakeIdentityRequest request)
    {
        var form = request.Form;
        state.Expect(form.Keys.All(name => name is "grant_type" or "audience" or "scope" or "requested_token_type" or "subject_token" or "subject_token_type"), "the exchange has six members");
        state.Expect(form.GetValueOrDefault("grant_type") is "urn:ietf:params:oauth:grant-type:token-exchange", "grant_type");
        state.Expect(form.GetValueOrDefault("requested_token_type") is "urn:ietf:params:oauth:token-type:access_token", "requested_token_type");
        state.Expect(form.GetValueOrDefault("subject_token_type") is "urn:ietf:params:oauth:token-type:jwt", "subject_token_type");
        state.Expect(form.GetValueOrDefault("scope") is CloudPlatform, "a token for impersonation has the scope of the platform");
        var audience = form.GetValueOrDefault("audience") ?? "";
        if (!audience.StartsWith("//iam.googleapis.com/projects/", StringComparison.Ordinal))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_request", "Invalid value for \"audience\". This value should be the full resource name of the Identity Provider.");
        }

        if (!Providers.TryGetValue(audience, out var provider))
        {
            return FakeIdentityAnswer.OAuth(
                400, "invalid_target", "The target service indicated by the \"audience\" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn't exist.");
        }

        if (!issuers.Issued.TryGetValue(form.GetValueOrDefault("subject_token") ?? "", out var token))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", "Error connecting to the given credential's issuer: ID Token is not parsable.");
        }

        if (!string.Equals(token.Issuer, provider.Issuer, StringComparison.Ordinal))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", $"The issuer in ID Token {token.Issuer} does not match the expected ones.");
        }

        if (!string.Equals(token.Audience, provider.AllowedAudience ?? "https:" + audience, StringComparison.Ordinal))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", $"The audience in ID Token [{token.Audience}] does not match the expected audience.");
        }

        if (token.Expires <= state.Now || state.Now - token.Issued > TimeSpan.FromHours(1))
        {
            return FakeIdentityAnswer.OAuth(400, "invalid_grant", $"ID Token issued at {token.Issued.ToUnixTimeSeconds()} is stale to sign-in.");
        }

        return provider.Condition(token.Subject)
            ? Granted(token.Subject, [CloudPlatform], ("issued_token_type", "urn:ietf:params:oauth:token-type:access_token"))
            : FakeIdentityAnswer.OAuth(401, "unauthorized_client", "The given credential is rejected by the attribute condition.");
    }

    private FakeIdentityAnswer Impersonate(FakeIdentityRequest request, string email)
    {
        if (Judge(request.Bearer) is not { } caller)
        {
            return FakeIdentityAnswer.Unauthenticated();
        }

        state.Expect(request.IsJson && request.Json.All(member => member.Key is "scope" or "lifetime" or "delegates"), "the impersonation knows scope, lifetime and delegates");
        if (!IsIamEnabled)
        {
            return FakeIdentityAnswer.Google(
                403, "PERMISSION_DENIED", "IAM Service Account Credentials API has not been used in project 123456789 before or it is disabled.", "SERVICE_DISABLED");
        }

        if (!Accounts.TryGetValue(email, out var account))
        {
            return FakeIdentityAnswer.Google(404, "NOT_FOUND", $"Not found; Gaia id not found for email {email}");
        }

        if (!caller.Scopes.Contains(CloudPlatform, StringComparer.Ordinal) || !account.Impersonators.Contains(caller.Principal))
        {
            return FakeIdentityAnswer.Google(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).", "IAM_PERMISSION_DENIED");
        }

        if (account.IsDisabled)
        {
            return FakeIdentityAnswer.Google(400, "FAILED_PRECONDITION", "The caller's account is disabled.");
        }

        var scopes = request.Json["scope"]!.AsArray().Select(scope => scope!.GetValue<string>()).ToArray();
        state.Expect(request.Json["lifetime"]?.GetValue<string>() is "3600s", "no longer than an hour");
        var (token, expires) = Make(email, scopes);
        return FakeIdentityAnswer.Of(new JsonObject { ["accessToken"] = token, ["expireTime"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) });
    }

    private FakeIdentityAnswer Granted(string principal, string[] scopes, params (string Name, string Value)[] more)
    {
        var body = new JsonObject { ["access_token"] = Make(principal, scopes).Token, ["expires_in"] = (int)Life.TotalSeconds, ["token_type"] = "Bearer" };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return FakeIdentityAnswer.Of(body);
    }

    private (string Token, DateTimeOffset Expires) Make(string principal, string[] scopes)
    {
        var token = $"ya29.c.MARKED-access-token-{Issued.Count}";
        Issued[token] = new FakeAccessToken(principal, scopes, state.Now + Life);
        return (token, state.Now + Life);
    }

    private static byte[] Bytes(string base64Url) => System.Buffers.Text.Base64Url.DecodeFromChars(base64Url);

    [GeneratedRegex(@"\A/v1/projects/-/serviceAccounts/(?<account>[^/:]+):generateAccessToken\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Impersonation { get; }
}
