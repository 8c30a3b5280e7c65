using System.Security.Cryptography;
using System.Text.Json;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Judges bearer tokens as Apple does, without the library that makes them.</summary>
internal static class FakeTokens
{
    private const int LongestLife = 20 * 60;

    /// <summary>What is wrong with the token; null when it is good. Apple itself never says.</summary>
    public static string? Judge(string? authorization, ECDsa key, string keyId, string? issuerId, string audience, DateTimeOffset now)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.Ordinal) || authorization["Bearer ".Length..].Split('.') is not [var head, var claims, var signature])
        {
            return "no token";
        }

        var header = JsonElement.Parse(Bytes(head));
        var payload = JsonElement.Parse(Bytes(claims));
        if (Text(header, "alg") is not "ES256" || Text(header, "typ") is not "JWT" || !string.Equals(Text(header, "kid"), keyId, StringComparison.Ordinal))
        {
            return "header";
        }

        var raw = Bytes(signature);
        if (raw.Length != 64 || !key.VerifyData(System.Text.Encoding.ASCII.GetBytes($"{head}.{claims}"), raw, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
        {
            return "signature";
        }

        if (!string.Equals(Text(payload, "aud"), audience, StringComparison.Ordinal))
        {
            return "audience";
        }

        if (issuerId is null ? Text(payload, "sub") is not "user" || Text(payload, "iss") is not null : !string.Equals(Text(payload, "iss"), issuerId, StringComparison.Ordinal))
        {
            return "issuer";
        }

        var issued = payload.GetProperty("iat").GetInt64();
        var expires = payload.GetProperty("exp").GetInt64();
        var clock = now.ToUnixTimeSeconds();
        return issued > clock ? "from the future" : expires <= clock ? "expired" : expires - issued > LongestLife ? "lives too long" : null;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Bytes(string base64Url) => System.Buffers.Text.Base64Url.DecodeFromChars(base64Url);
}
