using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>
/// A Mach-O file, thin or fat (<c>mach-o/loader.h</c>, <c>mach-o/fat.h</c>): its slices with what their load commands say.
/// Only headers and load commands are read.
/// </summary>
public sealed class MachOFile
{
    private MachOFile(IMachOSource source, string name, ImmutableArray<MachOSlice> slices)
    {
        Source = source;
        Name = name;
        Slices = slices;
    }

    public IMachOSource Source { get; }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>In the order of the file, at least one.</summary>
    public ImmutableArray<MachOSlice> Slices { get; }

    public bool IsFat => Slices[0].FatEntry is not null;

    /// <summary>FairPlay encrypted one of the slices.</summary>
    public bool IsEncrypted => Slices.Any(slice => slice.IsEncrypted);

    /// <summary>Every slice is of a kind that carries a signature of its own.</summary>
    public bool IsSignable => Slices.All(slice => slice.IsSignable);

    public bool IsExecutable => Slices.Any(slice => slice.FileType == MachOFileType.Execute);

    /// <summary>Whether a file that begins with these bytes claims to be Mach-O; eight bytes tell it from a Java class file.</summary>
    public static bool IsMachO(ReadOnlySpan<byte> start) => start.Length >= 8 && MachOMagic.Of(start) != MachOMagic.Kind.None;

    /// <summary>Reads a file that may be something else; null when it is.</summary>
    /// <exception cref="DistributionException">Unfit: it is Mach-O, but broken.</exception>
    public static MachOFile? Probe(IMachOSource source, string name)
    {
        Span<byte> start = stackalloc byte[8];
        if (source.Length < start.Length)
        {
            return null;
        }

        source.Read(0, start);
        switch (MachOMagic.Of(start))
        {
            case MachOMagic.Kind.None:
                return null;
            case MachOMagic.Kind.Thin:
                return new MachOFile(source, name, [MachOSliceReader.Read(source, 0, source.Length, name)]);
            case MachOMagic.Kind.BigEndian:
                throw MachOFaults.BigEndian(name);
            default:
                return FatHeader.Read(source, BinaryPrimitives.ReadUInt32BigEndian(start[4..]), name) is { } slices
                    ? new MachOFile(source, name, slices)
                    : null;
        }
    }

    /// <summary>Reads a file that has to be Mach-O.</summary>
    /// <exception cref="DistributionException">Unfit: it is no Mach-O file, or a broken one.</exception>
    public static MachOFile Read(IMachOSource source, string name) => Probe(source, name) ?? throw MachOFaults.NoMachO(name);

    /// <summary>The bytes of one slice.</summary>
    public IMachOSource SourceOf(MachOSlice slice) => IsFat ? new MachOSliceSource(Source, slice.Offset, slice.Length) : Source;

    /// <summary>The embedded Info.plist of a slice; null when it has none.</summary>
    /// <exception cref="DistributionException">Unfit: it is larger than 1 MiB.</exception>
    public ReadOnlyMemory<byte>? ReadInfoPlist(MachOSlice slice)
    {
        const int Most = 1 << 20;
        if (slice.InfoPlist is not { } range)
        {
            return null;
        }

        if (range.Length > Most)
        {
            throw MachOFaults.Malformed(Name, $"its section '__info_plist' has {range.Length} bytes, and at most {Most} are read");
        }

        var bytes = new byte[range.Length];
        SourceOf(slice).Read(range.Offset, bytes);
        return bytes;
    }
}
