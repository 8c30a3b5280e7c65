using System.Net;
using System.Net.Sockets;

namespace MobileDist.InstallLinks;

/// <summary>The address that a folder is served under, and who can reach it.</summary>
public static class SiteAddress
{
    /// <summary>The address with a slash at its end.</summary>
    /// <exception cref="DistributionException">Not an absolute http or https address, or one with credentials, query or fragment.</exception>
    public static Uri Parse(string baseUrl)
    {
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var address)
            || !WebScheme.IsOf(address)
            || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
        {
            throw InstallLinkFaults.BadBaseUrl(baseUrl);
        }

        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>From where an http or https address can be opened, as far as it tells.</summary>
    public static Reach ReachOf(Uri address)
    {
        var plain = !WebScheme.IsSecure(address) ? " It is plain http: browsers warn before the download, and iPhones refuse it." : "";
        if (address.IsLoopback)
        {
            return new Reach(ReachScope.ThisComputer, $"The address {address.Host} exists on this computer only.{plain}");
        }

        return IsLocalName(address)
            ? new Reach(ReachScope.Network, $"The phone must be on the same network as {address.Host}.{plain}")
            : new Reach(ReachScope.Internet, $"Served from {address.Host}.{plain}");
    }

    private static bool IsLocalName(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip)
        ? IsPrivate(ip)
        : !address.Host.Contains('.', StringComparison.Ordinal)
            || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith(".lan", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 1918, RFC 6598 and link-local ranges; unique local and link-local addresses of IPv6.</summary>
    internal static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        }

        var bytes = address.GetAddressBytes();
        return (bytes[0], bytes[1]) switch
        {
            (10, _) or (192, 168) or (169, 254) => true,
            (172, >= 16 and <= 31) or (100, >= 64 and <= 127) => true,
            _ => false,
        };
    }
}
