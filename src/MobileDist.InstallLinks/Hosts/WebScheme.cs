namespace MobileDist.InstallLinks;

/// <summary>Which addresses a browser opens as pages.</summary>
internal static class WebScheme
{
    public static bool IsSecure(Uri address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);

    /// <summary>The address when it is one of the web; null otherwise.</summary>
    public static string? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsOf(address) ? address.AbsoluteUri : null;

    public static bool IsOf(Uri address) => IsSecure(address) || string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal);
}
