namespace MobileDist.Packages.Apple.MachO;

/// <summary>What a slice runs on: <c>cputype</c> and <c>cpusubtype</c> of <c>mach/machine.h</c>.</summary>
public readonly record struct MachOCpu(uint Type, uint Subtype)
{
    /// <summary>The high byte of the subtype holds capabilities (pointer authentication), not the kind.</summary>
    private const uint SubtypeMask = 0x00ff_ffff;

    public const uint Arm = 12;
    public const uint Arm64 = 0x0100_000c;
    public const uint Arm64With32BitPointers = 0x0200_000c;
    public const uint X86 = 7;
    public const uint X86With64Bits = 0x0100_0007;

    /// <summary>Apple's name, <c>arm64</c>; numbers where it has none that is known.</summary>
    public string Name => (Type, Subtype & SubtypeMask) switch
    {
        (Arm64, 2) => "arm64e",
        (Arm64, _) => "arm64",
        (Arm64With32BitPointers, _) => "arm64_32",
        (Arm, 6) => "armv6",
        (Arm, 9) => "armv7",
        (Arm, 11) => "armv7s",
        (Arm, 12) => "armv7k",
        (Arm, _) => "arm",
        (X86With64Bits, 8) => "x86_64h",
        (X86With64Bits, _) => "x86_64",
        (X86, _) => "i386",
        var (type, subtype) => $"cpu {type:x}/{subtype:x}",
    };

    /// <summary>The same kind of CPU, whatever its capability bits.</summary>
    public bool IsSameKind(MachOCpu other) => Type == other.Type && (Subtype & SubtypeMask) == (other.Subtype & SubtypeMask);

    public override string ToString() => Name;
}
