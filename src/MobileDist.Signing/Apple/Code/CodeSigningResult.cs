using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What was signed.</summary>
/// <param name="Length">Bytes of the signed file.</param>
/// <param name="Slices">In the order of the file.</param>
public sealed record CodeSigningResult(long Length, ImmutableArray<SignedSlice> Slices);
