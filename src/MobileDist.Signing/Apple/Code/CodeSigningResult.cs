using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What was signed.</summary>
/// <param name="Length">Bytes of the signed file.</param>
/// <param name="Slices">In the order of the file.</param>
/// <param name="Kept">The bytes that are the same, at the same place, as in the unsigned file; none where nobody can say so at once, as in a fat file.</param>
public sealed record CodeSigningResult(long Length, ImmutableArray<SignedSlice> Slices, MachORange Kept);
