namespace MobileDist.Packages.Android.Bundles;

/// <summary><c>resources.pb</c> (<c>aapt.pb.ResourceTable</c>): opening it notes where each resource stands, the first look-up reads it.</summary>
internal sealed class ProtoResourceTable : IResourceTable
{
    // The largest apps have some hundred thousand.
    private const int MostEntries = 1 << 20;
    private const int MostValues = 4096;

    private readonly byte[] _bytes;
    private readonly Func<string, DistributionException> _malformed;
    private readonly ProtoStrings _strings;
    private readonly List<(uint Id, int Start, int End)> _entries = [];

    // An entry may be as large as the file, and references lead back to it.
    private readonly Dictionary<uint, IReadOnlyList<ResourceEntry>> _found = [];

    private ProtoResourceTable(byte[] bytes, Func<string, DistributionException> malformed)
    {
        _bytes = bytes;
        _malformed = malformed;
        _strings = new ProtoStrings(bytes, malformed);
    }

    /// <param name="bytes">The whole file.</param>
    /// <param name="malformed">Makes the error of the file out of what is wrong in it.</param>
    public static ProtoResourceTable Read(byte[] bytes, Func<string, DistributionException> malformed)
    {
        var table = new ProtoResourceTable(bytes, malformed);
        var root = new ProtoMessage(bytes, malformed);
        while (root.Next(Fields.TablePackage))
        {
            table.AddPackage(root.Message());
        }

        // By id, and within one id as in the file.
        table._entries.Sort();
        return table;
    }

    public IReadOnlyList<ResourceEntry> Find(uint id)
    {
        if (!_found.TryGetValue(id, out var found))
        {
            found = Read(id);
            _found.Add(id, found);
        }

        return found;
    }

    public string? Text(ResourceValue value) => value.IsString ? _strings.Get(value.Data) : null;

    private List<ResourceEntry> Read(uint id)
    {
        var found = new List<ResourceEntry>();
        var at = _entries.BinarySearch((id, 0, 0));
        for (at = at < 0 ? ~at : at; at < _entries.Count && _entries[at].Id == id; at++)
        {
            var entry = new ProtoMessage(_bytes, _entries[at].Start, _entries[at].End, _malformed);
            while (found.Count < MostValues && entry.Next(Fields.EntryConfigValue))
            {
                if (ReadConfigValue(entry.Message()) is { } value)
                {
                    found.Add(value);
                }
            }
        }

        return found;
    }

    private void AddPackage(ProtoMessage package)
    {
        // The id may stand behind the types, as any field may behind any other.
        var id = package.Again().Find(Fields.Id) is { } number ? ProtoItem.Number(number, Fields.Id) : 0;
        while (package.Next(Fields.PackageType))
        {
            AddType((id & 0xff) << 24, package.Message());
        }
    }

    private void AddType(uint packageId, ProtoMessage type)
    {
        var id = type.Again().Find(Fields.Id) is { } number ? ProtoItem.Number(number, Fields.Id) : 0;
        while (type.Next(Fields.TypeEntry))
        {
            if (_entries.Count == MostEntries)
            {
                throw _malformed($"it holds more than {MostEntries} resources");
            }

            var entry = type.Message().Find(Fields.Id) is { } entryId ? ProtoItem.Number(entryId, Fields.Id) : 0;
            _entries.Add((packageId | ((id & 0xff) << 16) | (entry & 0xffff), type.ContentStart(), type.ValueEnd));
        }
    }

    private static ResourceEntry? ReadConfigValue(ProtoMessage message)
    {
        ResourceConfig config = default;
        ResourceValue? value = null;
        while (message.Next())
        {
            if (message.Field == Fields.ConfigValueConfig && message.IsLengthDelimited)
            {
                config = ProtoResourceConfig.Read(message.Message());
            }
            else if (message.Field == Fields.ConfigValueValue && message.IsLengthDelimited)
            {
                value = message.Message().Find(Fields.ValueItem) is { } item ? ProtoItem.Read(item) : null;
            }
        }

        return value is { } known ? new ResourceEntry(config, known) : null;
    }

    private static class Fields
    {
        public const int TablePackage = 2;

        // PackageId, TypeId and EntryId are messages in field 1 with the number in their field 1.
        public const int Id = 1;
        public const int PackageType = 3;
        public const int TypeEntry = 3;
        public const int EntryConfigValue = 6;
        public const int ConfigValueConfig = 1;
        public const int ConfigValueValue = 2;
        public const int ValueItem = 4;
    }
}
