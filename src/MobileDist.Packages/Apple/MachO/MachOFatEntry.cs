namespace MobileDist.Packages.Apple.MachO;

/// <summary>What a fat header says of a slice beside its place.</summary>
/// <param name="Cpu">The CPU, whose capability bits may differ from the slice's own.</param>
/// <param name="Alignment">Logarithm of the alignment.</param>
public readonly record struct MachOFatEntry(MachOCpu Cpu, uint Alignment);
