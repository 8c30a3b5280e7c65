using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>One signed slice.</summary>
/// <param name="Cpu">What it runs on.</param>
/// <param name="CdHash">What devices know it by, 20 bytes.</param>
public sealed record SignedSlice(MachOCpu Cpu, ImmutableArray<byte> CdHash);
