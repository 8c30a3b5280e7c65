using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What was written by <see cref="IpaSigner"/>.</summary>
/// <param name="Output">Full path of the signed package.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Bundles">Paths in the app of the bundles that were signed, in the order of signing; the app itself, the last, is <c>""</c>.</param>
/// <param name="CodeFiles">How many Mach-O files were signed, those of the bundles among them.</param>
/// <param name="RemovedEntries">Names of the entries that were left out: earlier signatures, profiles that no longer belong there, and what Finder leaves behind.</param>
/// <param name="Warnings">What the verifier says of the signed package; never an error.</param>
public sealed record IpaSigningResult(
    string Output, long Size, ImmutableArray<string> Bundles, int CodeFiles, ImmutableArray<string> RemovedEntries, ImmutableArray<IpaFinding> Warnings);
