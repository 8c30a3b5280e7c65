namespace MobileDist.GooglePlay;

/// <summary>Where Google Play's API is, and where an access token may go.</summary>
internal static class PlayAddress
{
    private const string GoogleHosts = ".googleapis.com";

    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) => ServiceAddress.Parse(value) ?? throw GooglePlayFaults.BadAddress(value);

    /// <summary>Whether it is the service itself; an upload may go on at another host of Google's.</summary>
    public static bool Belongs(Uri address, Uri service) => ServiceAddress.IsSameOrigin(address, service) || (IsOfGoogle(address) && IsOfGoogle(service));

    private static bool IsOfGoogle(Uri address) =>
        string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && address.Host.EndsWith(GoogleHosts, StringComparison.OrdinalIgnoreCase);
}
