using System.Net;

namespace MobileDist.InstallLinks;

/// <summary>What to serve, and where.</summary>
public sealed record SiteServerOptions
{
    /// <summary>The site folder; everything under it that is not hidden and no link is served.</summary>
    public required string Folder { get; init; }

    /// <summary>The address to listen on; all of IPv4 unless said otherwise, so that phones reach it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>The port; 0 takes any free one.</summary>
    public int Port { get; init; }
}
