namespace MobileDist.GooglePlay;

/// <summary>The rule for service addresses: https, or http on loopback only; and where an access token may go.</summary>
internal static class PlayAddress
{
    private const string GoogleHosts = ".googleapis.com";

    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && IsTrusted(address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : throw GooglePlayFaults.BadAddress(value);

    /// <summary>Whether it is the service itself; an upload may go on at another host of Google's.</summary>
    public static bool Belongs(Uri address, Uri service) =>
        Uri.Compare(address, service, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
        || (IsOfGoogle(address) && IsOfGoogle(service));

    private static bool IsTrusted(Uri address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
        || (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && address.IsLoopback);

    private static bool IsOfGoogle(Uri address) =>
        string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && address.Host.EndsWith(GoogleHosts, StringComparison.OrdinalIgnoreCase);
}
