using System.Text;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Writes resource tables in every form of index and entry.</summary>
internal sealed class CompiledTable
{
    private readonly List<(uint Id, TableConfig Config, byte Type, uint Data)> _values = [];
    private readonly List<string> _strings = [];

    public bool Utf8 { get; init; } = true;

    public byte PackageId { get; init; } = 0x7f;

    /// <summary>0 plain, 1 SPARSE, 2 OFFSET16.</summary>
    public int Index { get; init; }

    public bool CompactEntries { get; init; }

    /// <summary>Added to the types' ids by the package's head, as features built by aapt have it.</summary>
    public int TypeIdOffset { get; init; }

    public CompiledTable Text(uint id, string text, TableConfig? config = null)
    {
        _strings.Add(text);
        return Value(id, 0x03, (uint)_strings.Count - 1, config);
    }

    public CompiledTable Reference(uint id, uint target, TableConfig? config = null) => Value(id, 0x01, target, config);

    public CompiledTable Value(uint id, byte type, uint data, TableConfig? config = null)
    {
        _values.Add((id, config ?? new TableConfig(), type, data));
        return this;
    }

    public byte[] ToArray()
    {
        var types = _values.GroupBy(value => ((byte)(value.Id >> 16), value.Config)).SelectMany(group => TypeChunk(group.Key.Item1, group.Key.Config, [.. group]));
        var pools = ByteWriter.StringPool([], Utf8);
        var name = new byte[256];
        Encoding.Unicode.GetBytes("com.example.app").CopyTo(name, 0);
        var package = ByteWriter.Chunk(0x0200, [.. ByteWriter.UInt32(PackageId), .. name, .. ByteWriter.UInt32(288, 0, 288 + pools.Length, 0, TypeIdOffset)], [.. pools, .. pools, .. types]);
        return ByteWriter.Chunk(0x0002, ByteWriter.UInt32(1), [.. ByteWriter.StringPool(_strings, Utf8), .. package]);
    }

    private byte[] TypeChunk(byte typeId, TableConfig config, (uint Id, TableConfig Config, byte Type, uint Data)[] values)
    {
        var sorted = values.OrderBy(value => value.Id & 0xffff).ToArray();
        var entrySize = CompactEntries ? 8 : 16;
        var entries = sorted.SelectMany(value => CompactEntries
            ? (byte[])[.. ByteWriter.UInt16(0, 8 | (value.Type << 8)), .. ByteWriter.UInt32(value.Data)]
            : [.. ByteWriter.UInt16(8, 0), .. ByteWriter.UInt32(0), .. ByteWriter.UInt16(8), 0, value.Type, .. ByteWriter.UInt32(value.Data)]).ToArray();
        var count = Index == 1 ? sorted.Length : (int)(sorted[^1].Id & 0xffff) + 1;
        var index = Index switch
        {
            1 => [.. sorted.SelectMany((value, i) => ByteWriter.UInt16((int)(value.Id & 0xffff), i * entrySize / 4))],
            2 => ByteWriter.UInt16([.. Offsets(sorted, count, entrySize).Select(offset => offset < 0 ? 0xffff : offset / 4)]),
            _ => ByteWriter.UInt32([.. Offsets(sorted, count, entrySize).Select(offset => (long)offset)]),
        };
        index = [.. index, .. new byte[index.Length % 4]];
        var configBytes = config.ToArray();
        byte[] fields = [(byte)(typeId - TypeIdOffset), (byte)Index, 0, 0, .. ByteWriter.UInt32(count, 20 + configBytes.Length + index.Length), .. configBytes];
        return ByteWriter.Chunk(0x0201, fields, [.. index, .. entries]);
    }

    private static IEnumerable<int> Offsets((uint Id, TableConfig Config, byte Type, uint Data)[] sorted, int count, int entrySize) =>
        Enumerable.Range(0, count).Select(entry => Array.FindIndex(sorted, value => (value.Id & 0xffff) == entry) is var i and >= 0 ? i * entrySize : -1);
}
