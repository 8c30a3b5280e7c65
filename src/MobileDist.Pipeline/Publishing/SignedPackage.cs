using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing;

/// <summary>A signed and verified package, ready for a channel.</summary>
/// <param name="Key">The release's key.</param>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Digest">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Info">What it says about itself, under the name that testers see.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="Audience">Who can install it, where signing decides that.</param>
internal sealed record SignedPackage(string Key, string FullPath, string Digest, PackageInfo Info, RecordedSigner Signer, RecordedAudience? Audience)
{
    /// <summary>Channels that have it already, in this run: what a page can tell of.</summary>
    public ImmutableArray<RecordedChannel> Published { get; init; } = [];
}
