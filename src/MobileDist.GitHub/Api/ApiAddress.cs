namespace MobileDist.GitHub;

/// <summary>The rule for service addresses: https, or http on loopback only.</summary>
internal static class ApiAddress
{
    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && IsTrusted(address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : throw GitHubFaults.BadApiAddress(value);

    /// <summary><c>/graphql</c> beside the API; on a company's own server <c>/api/graphql</c> beside <c>/api/v3</c>.</summary>
    public static Uri GraphQlOf(Uri api) =>
        api.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? new Uri(api, "../graphql") : new Uri(api, "graphql");

    /// <summary>Whether a token may go there.</summary>
    public static bool IsTrusted(Uri address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
        || (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && address.IsLoopback);

    public static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
