using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>The image for one CPU. All offsets but <see cref="Offset"/> count from the start of the slice.</summary>
public sealed record MachOSlice
{
    /// <summary>Where the slice begins in the file.</summary>
    public required long Offset { get; init; }

    public required long Length { get; init; }
    public required MachOCpu Cpu { get; init; }

    /// <summary>Null in a thin file.</summary>
    public MachOFatEntry? FatEntry { get; init; }

    public required bool Is64Bit { get; init; }
    public required MachOFileType FileType { get; init; }
    public required int CommandCount { get; init; }

    /// <summary>Bytes of all load commands.</summary>
    public required int CommandsSize { get; init; }

    public required ImmutableArray<MachOSegment> Segments { get; init; }

    /// <summary>The lowest offset of anything that is neither header nor load command; load commands can grow up to it.</summary>
    public required long FirstContentOffset { get; init; }

    public required MachOPlatform Platform { get; init; }

    /// <summary>Null when the file does not say.</summary>
    public required Version? MinimumOs { get; init; }

    /// <summary>Version of the SDK; null when the file does not say.</summary>
    public required Version? Sdk { get; init; }

    /// <summary>Encrypted by FairPlay: it came from the App Store, and a copy that is signed again cannot run.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>Null when the slice has no LC_CODE_SIGNATURE.</summary>
    public required MachOSignatureCommand? Signature { get; init; }

    /// <summary>The Info.plist in <c>__TEXT,__info_plist</c>; null when there is none.</summary>
    public required MachORange? InfoPlist { get; init; }

    /// <summary>Bytes of the Mach-O header.</summary>
    public int HeaderSize => Is64Bit ? 32 : 28;

    /// <summary>Where the load commands end.</summary>
    public int CommandsEnd => HeaderSize + CommandsSize;

    /// <summary>The kinds that carry a signature of their own; every other is a plain resource.</summary>
    public bool IsSignable => FileType is MachOFileType.Execute or MachOFileType.Dylib or MachOFileType.Bundle or MachOFileType.Dylinker or MachOFileType.KernelExtension;

    public bool IsSimulator => Platform is MachOPlatform.IOSSimulator or MachOPlatform.TvOSSimulator or MachOPlatform.WatchOSSimulator or MachOPlatform.VisionOSSimulator;

    /// <summary>The segment of a name; null when it is not there.</summary>
    public MachOSegment? Segment(string name) => Segments.FirstOrDefault(segment => string.Equals(segment.Name, name, StringComparison.Ordinal));
}
