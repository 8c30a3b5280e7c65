namespace MobileDist.AppStoreConnect;

/// <summary>Where App Store Connect's API is.</summary>
internal static class AppStoreConnectAddress
{
    private const string StandardAudience = "appstoreconnect-v1";
    private const string EnterpriseAudience = "apple-developer-enterprise-v1";

    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) => ServiceAddress.Parse(value) ?? throw AppStoreConnectFaults.BadAddress(value);

    /// <summary>Whom a token is for: the two programs have an API each.</summary>
    public static string AudienceOf(Uri address) =>
        string.Equals(address.Host, new Uri(AppStoreConnectOptions.EnterpriseAddress).Host, StringComparison.OrdinalIgnoreCase) ? EnterpriseAudience : StandardAudience;
}
