using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>What a host carries: a signed package and what its page says about it.</summary>
public sealed record InstallBundle
{
    /// <summary>
    /// Names the release for good: lower-case letters, digits, and single dots, hyphens or underscores between them, at
    /// most 100 characters. Publishing under the same key replaces.
    /// </summary>
    public required string ReleaseKey { get; init; }

    /// <summary>The signed package; read, never changed.</summary>
    public required string PackagePath { get; init; }

    /// <summary>The file name that testers see; made safe for addresses. Null: from the label and the version.</summary>
    public string? FileName { get; init; }

    public required PackageInfo Package { get; init; }

    /// <summary>SHA-256 of the package file, lower-case hexadecimal.</summary>
    public required string PackageDigest { get; init; }

    public required SigningFacts Signing { get; init; }

    /// <summary>Which devices it installs on; null where signing does not decide that.</summary>
    public InstallAudience? Audience { get; init; }

    /// <summary>Stores that have the same package.</summary>
    public ImmutableArray<StoreWay> Stores { get; init; } = [];

    /// <summary>Whether phones get it from the stores only (an app-store IPA, an AAB): the package itself is not put beside the page.</summary>
    public bool StoresOnly { get; init; }

    public ImmutableArray<InstallNote> Notes { get; init; } = [];

    public InstallSource Source { get; init; } = new();

    /// <summary>When the link stops working; null when it does not.</summary>
    public DateTimeOffset? Expires { get; init; }
}
