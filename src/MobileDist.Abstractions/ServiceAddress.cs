namespace MobileDist;

/// <summary>The rule for addresses of services, to which tokens are sent: https, or http on loopback only (RFC 8252, section 8.3, says why that is no risk).</summary>
public static class ServiceAddress
{
    /// <summary>The address with one slash at its end; null when it is none, is not trusted, or has a user, a query or a fragment.</summary>
    public static Uri? Parse(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && IsTrusted(address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : null;

    /// <summary>Whether a token may go there.</summary>
    public static bool IsTrusted(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Is(address, Uri.UriSchemeHttps) || (Is(address, Uri.UriSchemeHttp) && address.IsLoopback);
    }

    /// <summary>Whether scheme, host and port are the same.</summary>
    public static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool Is(Uri address, string scheme) => string.Equals(address.Scheme, scheme, StringComparison.Ordinal);
}
