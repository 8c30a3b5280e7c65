namespace MobileDist.InstallLinks;

/// <summary>Which addresses a browser opens as pages.</summary>
internal static class WebScheme
{
    public static bool IsSecure(Uri address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);

    public static bool IsOf(Uri address) => IsSecure(address) || string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal);
}
