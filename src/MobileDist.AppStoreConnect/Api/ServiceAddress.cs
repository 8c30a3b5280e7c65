namespace MobileDist.AppStoreConnect;

/// <summary>The rule for service addresses: https, or http on loopback only.</summary>
internal static class ServiceAddress
{
    private const string StandardAudience = "appstoreconnect-v1";
    private const string EnterpriseAudience = "apple-developer-enterprise-v1";

    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && IsTrusted(address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : throw AppStoreConnectFaults.BadAddress(value);

    /// <summary>Whom a token is for: the two programs have an API each.</summary>
    public static string AudienceOf(Uri address) =>
        string.Equals(address.Host, new Uri(AppStoreConnectOptions.EnterpriseAddress).Host, StringComparison.OrdinalIgnoreCase) ? EnterpriseAudience : StandardAudience;

    public static bool IsTrusted(Uri address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
        || (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && address.IsLoopback);

    public static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
