using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MobileDist.InstallLinks;

/// <summary>The addresses of this machine that a phone on the same network could use, likeliest first.</summary>
internal static class LocalAddresses
{
    public static IEnumerable<IPAddress> Reachable() =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
        let properties = network.GetIPProperties()
        from unicast in properties.UnicastAddresses
        where IsUsable(unicast.Address)
        // A gateway tells the network that phones share from those of virtual machines and containers.
        orderby properties.GatewayAddresses.Count == 0, !SiteAddress.IsPrivate(unicast.Address)
        select unicast.Address;

    private static bool IsUsable(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is not [169, 254, ..] && !IPAddress.IsLoopback(address);
}
