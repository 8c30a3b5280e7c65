namespace MobileDist.Packages.Android;

/// <summary>
/// <c>resources.arsc</c>, read lazily: opening it walks the heads of its chunks, a look-up reads one entry per
/// configuration. A table of a hundred thousand resources costs no more than a small one.
/// </summary>
internal sealed class ResourceTable : IResourceTable
{
    private const int TableHeaderSize = 12;
    private const int PackageHeaderSize = 284;
    private const int PackageHeaderSizeWithTypeIdOffset = 288;

    // Types times configurations: the framework itself, in a hundred languages, has under 3000.
    private const int MostTypeChunks = 1 << 16;

    private readonly ByteSource _source;
    private readonly StringPool _strings;
    private readonly List<ResourceTypeChunk> _types;

    private ResourceTable(ByteSource source, StringPool strings, List<ResourceTypeChunk> types)
    {
        _source = source;
        _strings = strings;
        _types = types;
    }

    public static ResourceTable Read(ByteSource source)
    {
        var table = Chunk.Read(source, 0, source.Length);
        if (table.Type != Chunk.ResourceTable)
        {
            throw source.Malformed($"it begins with type 0x{table.Type:x4}, and a resource table with 0x{Chunk.ResourceTable:x4}");
        }

        table.WithHeader(source, TableHeaderSize);
        StringPool? strings = null;
        var types = new List<ResourceTypeChunk>();
        for (var next = table.Body; Chunk.FitsAt(next, table.End);)
        {
            var chunk = Chunk.Read(source, next, table.End);
            next = chunk.End;
            if (chunk.Type == Chunk.StringPool)
            {
                strings ??= StringPool.Read(source, chunk);
            }
            else if (chunk.Type == Chunk.Package)
            {
                ReadPackage(source, chunk, types);
            }
        }

        return new ResourceTable(source, strings ?? StringPool.Empty(source), types);
    }

    /// <summary>The values of a resource in all configurations that have one, in the order of the table; empty for an unknown id.</summary>
    public IReadOnlyList<ResourceEntry> Find(uint id)
    {
        var (packageId, typeId, entry) = ((byte)(id >> 24), (byte)(id >> 16), (ushort)id);
        var found = new List<ResourceEntry>();
        foreach (var type in _types)
        {
            if (type.TypeId == typeId && type.PackageId == packageId && type.Find(_source, entry) is { } value)
            {
                found.Add(new ResourceEntry(type.ReadConfig(_source), value));
            }
        }

        return found;
    }

    /// <summary>The text of a string value; null for any other.</summary>
    public string? Text(ResourceValue value) => value.IsString ? _strings.Get(value.Data) : null;

    private static void ReadPackage(ByteSource source, Chunk package, List<ResourceTypeChunk> types)
    {
        package.WithHeader(source, PackageHeaderSize);
        var id = (byte)source.UInt32(package.Offset + 8L);
        var typeIdOffset = package.HeaderSize >= PackageHeaderSizeWithTypeIdOffset ? source.UInt32(package.Offset + 284L) : 0;
        for (var next = package.Body; Chunk.FitsAt(next, package.End);)
        {
            var chunk = Chunk.Read(source, next, package.End);
            next = chunk.End;
            if (chunk.Type != Chunk.ResourceType)
            {
                continue;
            }

            if (types.Count == MostTypeChunks)
            {
                throw source.Malformed($"it holds more than {MostTypeChunks} lists of resources");
            }

            types.Add(ResourceTypeChunk.Read(source, chunk, id, typeIdOffset));
        }
    }
}
