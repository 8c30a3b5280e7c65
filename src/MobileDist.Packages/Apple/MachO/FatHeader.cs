using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>Reads the header of a fat file, 32 or 64 bit wide, and the slices it names.</summary>
internal static class FatHeader
{
    private const int HeaderSize = 8;

    /// <summary>The slices, of which the header names as many as given; null when they are static libraries, which are no images.</summary>
    public static ImmutableArray<MachOSlice>? Read(IMachOSource source, uint count, string name)
    {
        Span<byte> magic = stackalloc byte[4];
        source.Read(0, magic);
        var wide = BinaryPrimitives.ReadUInt32BigEndian(magic) == MachOMagic.Fat64;
        var entrySize = wide ? 32 : 20;
        var tableEnd = HeaderSize + (count * (long)entrySize);
        if (count == 0 || tableEnd > source.Length)
        {
            throw MachOFaults.Malformed(name, $"its fat header names {count} slices, for which it is too short or which are none");
        }

        var table = new byte[tableEnd - HeaderSize];
        source.Read(HeaderSize, table);
        var entries = new List<FatEntry>((int)count);
        for (var i = 0; i < count; i++)
        {
            entries.Add(FatEntry.Parse(table.AsSpan(i * entrySize, entrySize), wide));
        }

        CheckBounds(entries, tableEnd, source.Length, name);
        return AreArchives(source, entries) ? null : [.. entries.Select(entry => ReadSlice(source, entry, name))];
    }

    private static void CheckBounds(List<FatEntry> entries, long tableEnd, long length, string name)
    {
        var end = (ulong)tableEnd;
        foreach (var entry in entries.OrderBy(entry => entry.Offset))
        {
            if (entry.Offset < end || entry.Offset > (ulong)length || entry.Size > (ulong)length - entry.Offset)
            {
                throw MachOFaults.Malformed(name, $"its slice '{entry.Cpu}' at {entry.Offset} with {entry.Size} bytes lies outside of the file or over another one");
            }

            end = entry.Offset + entry.Size;
        }
    }

    private static bool AreArchives(IMachOSource source, List<FatEntry> entries)
    {
        Span<byte> start = stackalloc byte[8];
        foreach (var entry in entries)
        {
            if (entry.Size < (ulong)start.Length)
            {
                return false;
            }

            source.Read((long)entry.Offset, start);
            if (!start.SequenceEqual("!<arch>\n"u8))
            {
                return false;
            }
        }

        return true;
    }

    private static MachOSlice ReadSlice(IMachOSource source, FatEntry entry, string name)
    {
        var slice = MachOSliceReader.Read(source, (long)entry.Offset, (long)entry.Size, name);
        return slice.Cpu.IsSameKind(entry.Cpu)
            ? slice with { FatEntry = new MachOFatEntry(entry.Cpu, entry.Alignment) }
            : throw MachOFaults.Malformed(name, $"its fat header calls a slice '{entry.Cpu}' which calls itself '{slice.Cpu}'");
    }

    private readonly record struct FatEntry(MachOCpu Cpu, ulong Offset, ulong Size, uint Alignment)
    {
        public static FatEntry Parse(ReadOnlySpan<byte> bytes, bool wide) => new(
            new MachOCpu(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])),
            wide ? BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            wide ? BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[(wide ? 24 : 16)..]));
    }
}
