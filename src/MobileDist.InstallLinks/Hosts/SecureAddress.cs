namespace MobileDist.InstallLinks;

/// <summary>Addresses as iOS takes them for manifests, packages and icons: https, absolute, ASCII.</summary>
internal static class SecureAddress
{
    /// <summary>The address as it goes over the wire; null when it is none that iOS takes.</summary>
    public static string? Of(Uri address)
    {
        if (!address.IsAbsoluteUri || !WebScheme.IsSecure(address) || address.UserInfo.Length > 0)
        {
            return null;
        }

        return new UriBuilder(address) { Host = address.IdnHost, Port = address.IsDefaultPort ? -1 : address.Port }.Uri.AbsoluteUri;
    }

    /// <summary>The same, where it must be one.</summary>
    /// <exception cref="DistributionException">It is none.</exception>
    public static string Require(Uri address) => Of(address) ?? throw InstallLinkFaults.NotSecure(address);
}
