using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Testing;

/// <summary>Writes zip files byte by byte, the impossible ones too: every number can be a lie.</summary>
public sealed class RawZip
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(TableEntry)];
    private readonly List<RawZipEntry> _entries = [];

    /// <summary>Bytes between the entries and the central directory, such as a signing block.</summary>
    public byte[] BeforeDirectory { get; set; } = [];

    public byte[] AfterDirectory { get; set; } = [];

    public byte[] Comment { get; set; } = [];

    public bool Zip64 { get; set; }

    public uint? ClaimedCount { get; set; }

    public uint? ClaimedDirectorySize { get; set; }

    public uint? ClaimedDirectoryOffset { get; set; }

    public ushort Disk { get; set; }

    public RawZip Add(RawZipEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public RawZip Add(string name, string text, bool deflated = false) => Add(new RawZipEntry(name, Encoding.UTF8.GetBytes(text)) { Deflated = deflated });

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    public string WriteTo(string path)
    {
        using var stream = File.Create(path);
        Write(stream);
        return path;
    }

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return ~crc;
    }

    private void Write(Stream output)
    {
        using var directory = new MemoryStream();
        foreach (var entry in _entries)
        {
            WriteEntry(output, directory, entry);
        }

        output.Write(BeforeDirectory);
        var start = output.Position;
        directory.WriteTo(output);
        output.Write(AfterDirectory);
        if (Zip64)
        {
            var at = output.Position;
            Put(output, 0x06064b50u, 44UL, (ushort)45, (ushort)45, 0u, 0u, (ulong)_entries.Count, (ulong)_entries.Count, (ulong)directory.Length, (ulong)start);
            Put(output, 0x07064b50u, 0u, (ulong)at, 1u);
        }

        var count = (ushort)(ClaimedCount ?? (Zip64 ? ushort.MaxValue : (uint)_entries.Count));
        Put(output, 0x06054b50u, Disk, Disk, count, count, ClaimedDirectorySize ?? (Zip64 ? uint.MaxValue : (uint)directory.Length));
        Put(output, ClaimedDirectoryOffset ?? (Zip64 ? uint.MaxValue : (uint)start), (ushort)Comment.Length);
        output.Write(Comment);
    }

    private static void WriteEntry(Stream output, Stream directory, RawZipEntry entry)
    {
        output.Write(entry.Gap);
        var offset = entry.ClaimedOffset ?? (uint)output.Position;
        var name = entry.RawName ?? Encoding.UTF8.GetBytes(entry.Name);
        var localName = entry.LocalName ?? name;
        var packed = entry.Packed;
        var crc = entry.ClaimedCrc ?? Crc32(entry.Data);
        var compressed = entry.ClaimedCompressed ?? (uint)packed.Length;
        var uncompressed = entry.ClaimedUncompressed ?? (uint)entry.Data.Length;
        var flags = (ushort)(entry.ExtraFlags | (entry.Descriptor ? 8 : 0) | (entry.RawName is null && name.Any(value => value > 127) ? 0x800 : 0));
        var method = entry.ClaimedMethod ?? (ushort)(entry.Deflated ? 8 : 0);

        var wide = Bytes((ushort)1, (ushort)16, (ulong)uncompressed, (ulong)compressed);
        byte[] localExtra = entry.Zip64 ? [.. wide, .. entry.LocalExtra] : entry.LocalExtra;
        byte[] centralExtra = entry.Zip64 ? [.. wide, .. entry.CentralExtra] : entry.CentralExtra;
        if (entry.AlignTo > 0)
        {
            var at = output.Position + 30 + localName.Length + localExtra.Length + 6;
            var pad = (int)((entry.AlignTo - (at % entry.AlignTo)) % entry.AlignTo);
            localExtra = [.. localExtra, .. Bytes((ushort)0xd935, (ushort)(2 + pad), (ushort)entry.AlignTo), .. new byte[pad]];
        }

        Put(output, 0x04034b50u, (ushort)20, flags, entry.LocalMethod ?? method, (ushort)0x0801, (ushort)0x5a21, entry.Descriptor ? 0u : crc);
        Put(output, entry.Descriptor ? 0u : entry.Zip64 ? uint.MaxValue : compressed);
        Put(output, entry.Descriptor ? 0u : entry.LocalUncompressed ?? (entry.Zip64 ? uint.MaxValue : uncompressed), (ushort)localName.Length, (ushort)localExtra.Length);
        output.Write(localName);
        output.Write(localExtra);
        output.Write(packed);
        if (entry.Descriptor)
        {
            output.Write(entry.DescriptorUnsigned ? [] : Bytes(0x08074b50u));
            output.Write(entry.Zip64 ? Bytes(crc, (ulong)compressed, (ulong)uncompressed) : Bytes(crc, compressed, uncompressed));
        }

        Put(directory, 0x02014b50u, (ushort)(entry.UnixMode is null ? 20 : 0x0314), (ushort)20, flags, method, (ushort)0x0801, (ushort)0x5a21, crc);
        Put(directory, entry.Zip64 ? uint.MaxValue : compressed, entry.Zip64 ? uint.MaxValue : uncompressed);
        Put(directory, (ushort)name.Length, (ushort)centralExtra.Length, (ushort)entry.Comment.Length, (ushort)0, (ushort)0, (uint)(entry.UnixMode ?? 0) << 16, offset);
        directory.Write(name);
        directory.Write(centralExtra);
        directory.Write(entry.Comment);
    }

    private static byte[] Bytes(params object[] numbers)
    {
        using var memory = new MemoryStream();
        Put(memory, numbers);
        return memory.ToArray();
    }

    private static void Put(Stream output, params object[] numbers)
    {
        Span<byte> buffer = stackalloc byte[8];
        foreach (var number in numbers)
        {
            var (value, size) = number switch
            {
                ushort narrow => (narrow, 2),
                uint plain => (plain, 4),
                ulong wide => (wide, 8),
                _ => throw new ArgumentException($"'{number}' is no field of a zip file.", nameof(numbers)),
            };
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
            output.Write(buffer[..size]);
        }
    }

    private static uint TableEntry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
        }

        return value;
    }
}
