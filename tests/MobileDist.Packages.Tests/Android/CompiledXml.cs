using MobileDist.Packages.Android;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Writes compiled XML, odd forms included, so that tests can say what no build tool would.</summary>
internal sealed class CompiledXml
{
    private readonly List<uint> _map = [];
    private readonly List<string> _strings = [];
    private readonly List<Func<byte[]>> _nodes = [];

    public bool Utf8 { get; init; } = true;

    public int RootType { get; init; } = 0x0003;

    public int AttributeSize { get; init; } = 20;

    /// <summary>Bytes between the element's fields and its attributes.</summary>
    public int AttributeGap { get; init; }

    /// <summary>Attribute names are empty, as some obfuscators leave them.</summary>
    public bool StripNames { get; init; }

    /// <summary>Chunks of a type that nobody knows, between the others.</summary>
    public bool UnknownChunks { get; init; }

    /// <summary>A pool with nonsense ahead of the one that counts, and one behind the nodes began.</summary>
    public bool DuplicatePools { get; init; }

    /// <summary>Bytes in the root's head beyond the usual eight.</summary>
    public int ExtraRootHeader { get; init; }

    /// <summary>Bytes after the document, not counted in the root's size.</summary>
    public byte[] Trailing { get; init; } = [];

    public static CompiledXml Manifest(string package = "com.example.app") =>
        new CompiledXml().Start("manifest", XmlValue.Plain("package", package)).Start("application").End("application").End("manifest");

    /// <summary>A manifest whose application takes its label from a resource.</summary>
    public static CompiledXml LabelledBy(uint resource) => new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"))
        .Start("application", XmlValue.Reference(AndroidAttribute.Label, resource)).End("application").End("manifest");

    public CompiledXml Start(string name, params XmlValue[] attributes)
    {
        foreach (var attribute in attributes.Where(attribute => attribute.Id != 0 && !_map.Contains(attribute.Id)))
        {
            _map.Add(attribute.Id);
        }

        _nodes.Add(() => Node(Chunk.StartElement, StartBody(name, attributes)));
        return this;
    }

    public CompiledXml End(string name)
    {
        _nodes.Add(() => Node(Chunk.EndElement, ByteWriter.UInt32(-1, String(name))));
        return this;
    }

    public byte[] ToArray()
    {
        _strings.Clear();
        _strings.AddRange(_map.Select(id => StripNames ? "" : $"attr{id:x8}"));
        var nodes = _nodes.ConvertAll(node => node());
        var unknown = UnknownChunks ? ByteWriter.Chunk(0x0777, ByteWriter.UInt32(1, 2), new byte[12]) : [];
        var wrong = ByteWriter.StringPool(["wrong", "strings"], Utf8);
        byte[] body =
        [
            .. new byte[ExtraRootHeader],
            .. DuplicatePools ? wrong : [],
            .. unknown,
            .. ByteWriter.StringPool(_strings, Utf8),
            .. ByteWriter.Chunk(Chunk.ResourceMap, [], ByteWriter.UInt32([.. _map.Select(id => (long)id)])),
            .. Node(0x0100, ByteWriter.UInt32(-1, -1)),
            .. nodes[0],
            .. DuplicatePools ? wrong : [],
            .. unknown,
            .. nodes.Skip(1).SelectMany(node => node),
        ];
        return [.. ByteWriter.UInt16(RootType, 8 + ExtraRootHeader), .. ByteWriter.UInt32(8 + body.Length), .. body, .. Trailing];
    }

    private static byte[] Node(int type, byte[] body) => ByteWriter.Chunk(type, ByteWriter.UInt32(1, -1), body);

    private byte[] StartBody(string name, XmlValue[] attributes)
    {
        var values = attributes.SelectMany(attribute => (byte[])
        [
            .. ByteWriter.UInt32(-1, attribute.Id != 0 ? _map.IndexOf(attribute.Id) : String(attribute.Name), -1),
            .. ByteWriter.UInt16(8),
            0,
            attribute.Type,
            .. ByteWriter.UInt32(attribute.Text is { } text ? String(text) : attribute.Data),
            .. new byte[Math.Max(0, AttributeSize - 20)],
        ]);
        return
        [
            .. ByteWriter.UInt32(-1, String(name)),
            .. ByteWriter.UInt16(20 + AttributeGap, AttributeSize, attributes.Length, 0, 0, 0),
            .. new byte[AttributeGap],
            .. values,
        ];
    }

    private int String(string text)
    {
        var index = _strings.IndexOf(text, _map.Count);
        if (index < 0)
        {
            _strings.Add(text);
            index = _strings.Count - 1;
        }

        return index;
    }
}
