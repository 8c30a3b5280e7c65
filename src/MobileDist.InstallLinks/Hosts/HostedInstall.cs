using System.Collections.Immutable;

namespace MobileDist.InstallLinks;

/// <summary>Where a bundle can be installed from.</summary>
public sealed record HostedInstall
{
    /// <summary>The address for testers, which the QR code holds: the install page, or the package where the host shows no pages.</summary>
    public required string Link { get; init; }

    /// <summary>Address of the package itself.</summary>
    public required string PackageLink { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>The install page as a file on this machine.</summary>
    public required string PagePath { get; init; }

    /// <summary>The QR code as a PNG file on this machine.</summary>
    public required string QrPngPath { get; init; }

    /// <summary>The QR code as an SVG file on this machine.</summary>
    public required string QrSvgPath { get; init; }

    /// <summary>Every file that the host wrote on this machine, those above among them.</summary>
    public required ImmutableArray<string> LocalFiles { get; init; }

    /// <summary>Address of the PNG for a comment; null when a comment's reader could not load it.</summary>
    public string? QrImageLink { get; init; }

    /// <summary>When the link stops working; null when it does not.</summary>
    public DateTimeOffset? Expires { get; init; }
}
