using System.Globalization;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>Reads the token out of a good answer.</summary>
internal static class TokenAnswer
{
    // Where an answer names no end, the token is used for no longer than this.
    private static readonly TimeSpan UnstatedLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);

    /// <summary><c>{"access_token":"…","expires_in":3599,"token_type":"Bearer"}</c> (RFC 6749, section 5.1).</summary>
    public static TokenOutcome Read(string task, string body)
    {
        var (token, seconds, _) = Members(body, "access_token");
        return Outcome(task, token, seconds is { } stated ? TimeSpan.FromSeconds(Math.Clamp(stated, 0, LongestLife.TotalSeconds)) : UnstatedLife);
    }

    /// <summary><c>{"accessToken":"…","expireTime":"2026-11-22T13:00:00Z"}</c>, as the IAM service writes it.</summary>
    public static TokenOutcome ReadImpersonated(string task, string body, DateTimeOffset now)
    {
        var (token, _, end) = Members(body, "accessToken");
        return Outcome(task, token, end is { } stated ? TimeSpan.FromTicks(Math.Clamp((stated - now).Ticks, 0, LongestLife.Ticks)) : UnstatedLife);
    }

    /// <summary>The scopes that an answer says its token has; null when it does not say.</summary>
    public static string[]? Scopes(string body)
    {
        using var document = Parse(body);
        return document is null ? null : CredentialJson.Text(document.RootElement, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A text in the answer; null when there is none.</summary>
    public static string? Member(string body, string name)
    {
        using var document = Parse(body);
        return document is null ? null : CredentialJson.Text(document.RootElement, name);
    }

    /// <summary>Whether it can stand in a header as it is.</summary>
    public static bool IsToken(string? text) => text is { Length: > 0 and <= 64 * 1024 } && text.All(character => character is > ' ' and <= '~');

    private static TokenOutcome Outcome(string task, string? token, TimeSpan life) => IsToken(token)
        ? new TokenOutcome.Granted(new Secret(token!), life)
        : new TokenOutcome.Failed(task, TokenFailure.Unreached("The answer holds no token."));

    private static (string? Token, long? Seconds, DateTimeOffset? End) Members(string body, string name)
    {
        using var document = Parse(body);
        return document is null
            ? default
            : (CredentialJson.Text(document.RootElement, name),
                CredentialJson.Number(document.RootElement, "expires_in"),
                DateTimeOffset.TryParse(CredentialJson.Text(document.RootElement, "expireTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null);
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body, CredentialJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
