using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>Everything that an install page shows.</summary>
public sealed record InstallPageModel
{
    public required PackageInfo Package { get; init; }

    /// <summary>Stores that have the same package.</summary>
    public ImmutableArray<StoreWay> Stores { get; init; } = [];

    public required InstallAction Action { get; init; }

    /// <summary>Bytes of the package file.</summary>
    public required long PackageSize { get; init; }

    /// <summary>SHA-256 of the package file, hexadecimal.</summary>
    public required string PackageDigest { get; init; }

    public required SigningFacts Signing { get; init; }

    /// <summary>Absolute address of the page itself; what its QR code holds.</summary>
    public required string PageLink { get; init; }

    /// <summary>From where the page can be opened.</summary>
    public required Reach Reach { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Which devices it installs on; null where signing does not decide that.</summary>
    public InstallAudience? Audience { get; init; }

    /// <summary>When the link stops working; null when it does not.</summary>
    public DateTimeOffset? Expires { get; init; }

    public InstallSource Source { get; init; } = new();

    /// <summary>What the pipeline has to say; notes that follow from the package itself are the page's own.</summary>
    public ImmutableArray<InstallNote> Notes { get; init; } = [];
}
