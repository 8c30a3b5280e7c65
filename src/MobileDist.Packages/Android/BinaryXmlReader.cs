namespace MobileDist.Packages.Android;

/// <summary>
/// Reads compiled XML element by element, forward only, keeping nothing. As tolerant as Android's own parser
/// (<c>ResXMLTree</c>): the root's type, unknown chunks, extra data after the document, a second string pool and odd
/// attribute sizes do not stop it; a chunk that reaches beyond the bytes does.
/// </summary>
internal sealed class BinaryXmlReader : IResourceXml
{
    private const int NodeHeaderSize = 16;
    private const int ElementSize = 20;
    private const int SmallestAttribute = 20;
    private const int AttributeValueOffset = 12;

    private readonly ByteSource _source;
    private readonly int _end;
    private int _next;
    private StringPool _strings;
    private int _resourceMap;
    private int _resourceMapLength;
    private bool _inDocument;
    private int _body;
    private int _attributes;
    private int _attributeSize;

    public BinaryXmlReader(ByteSource source)
    {
        _source = source;
        _strings = StringPool.Empty(source);
        var root = Chunk.Read(source, 0, source.Length);
        _next = root.Body;
        _end = root.End;
    }

    /// <summary>The strings that the attributes' values refer to.</summary>
    public IStringSource Strings => _strings;

    /// <summary>Whether the reader stands at the start of an element, not at its end.</summary>
    public bool IsStart { get; private set; }

    /// <summary>How deep the element lies; 1 for the outermost, the same at its start and at its end.</summary>
    public int Depth { get; private set; }

    public int AttributeCount { get; private set; }

    /// <summary>Goes to the next start or end of an element; false at the end of the document.</summary>
    public bool Read()
    {
        if (!IsStart && Depth > 0)
        {
            Depth--;
        }

        while (Chunk.FitsAt(_next, _end))
        {
            var chunk = Chunk.Read(_source, _next, _end);
            _next = chunk.End;
            switch (chunk.Type)
            {
                // Android looks at pools and maps only ahead of the first node; the last one there counts.
                case Chunk.StringPool when !_inDocument:
                    _strings = StringPool.Read(_source, chunk);
                    StringPoolChunk = chunk;
                    break;
                case Chunk.ResourceMap when !_inDocument:
                    _resourceMap = chunk.Body;
                    _resourceMapLength = (chunk.Size - chunk.HeaderSize) / 4;
                    break;
                case Chunk.StartElement:
                    _inDocument = true;
                    EnterElement(chunk);
                    return true;
                case Chunk.EndElement:
                    _inDocument = true;
                    IsStart = false;
                    AttributeCount = 0;
                    _body = BodyOf(chunk, 8);
                    if (Depth > 0)
                    {
                        return true;
                    }

                    break;
                case >= Chunk.XmlNodeFirst and <= Chunk.XmlNodeLast:
                    _inDocument = true;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>Whether the element has this name.</summary>
    public bool NameIs(string name) => _strings.Is(_source.UInt32(_body + 4L), name);

    /// <summary>How many strings the pool has.</summary>
    public int StringCount => _strings.Count;

    /// <summary>Where the pool is that <see cref="Strings"/> reads; null before one was seen.</summary>
    public Chunk? StringPoolChunk { get; private set; }

    /// <summary>The value of the attribute with this resource id; null when the element has none.</summary>
    public ResourceValue? Attribute(uint resourceId) => AttributeOffset(resourceId) is { } attribute ? ValueAt(attribute) : null;

    /// <summary>At which byte the attribute with this resource id begins, 20 bytes or more; null when the element has none.</summary>
    public long? AttributeOffset(uint resourceId)
    {
        for (var i = 0; i < AttributeCount; i++)
        {
            var attribute = _attributes + ((long)i * _attributeSize);
            var name = _source.UInt32(attribute + 4);
            if (name < _resourceMapLength && _source.UInt32(_resourceMap + (4L * name)) == resourceId)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The text of an attribute without namespace, such as <c>package</c>, which has no resource id; null when there is none.</summary>
    public string? PlainAttribute(string name)
    {
        for (var i = 0; i < AttributeCount; i++)
        {
            var attribute = _attributes + ((long)i * _attributeSize);
            if (_source.UInt32(attribute) != StringPool.None || !_strings.Is(_source.UInt32(attribute + 4), name))
            {
                continue;
            }

            var value = ValueAt(attribute);
            return value.IsString ? _strings.Get(value.Data) : value.ToText() ?? _strings.Get(_source.UInt32(attribute + 8));
        }

        return null;
    }

    private void EnterElement(Chunk chunk)
    {
        _body = BodyOf(chunk, ElementSize);
        var start = _source.UInt16(_body + 8L);
        _attributeSize = _source.UInt16(_body + 10L);
        AttributeCount = _source.UInt16(_body + 12L);
        _attributes = _body + start;
        if (start + ((long)_attributeSize * AttributeCount) > chunk.End - _body)
        {
            throw _source.Malformed($"the element at byte {chunk.Offset} claims {AttributeCount} attributes of {_attributeSize} bytes, more than its chunk holds");
        }

        // Attributes that overlap say nothing but the first; 65535 of them on the same bytes would be a way to burn time.
        AttributeCount = _attributeSize < SmallestAttribute ? Math.Min(AttributeCount, 1) : AttributeCount;
        Depth++;
        IsStart = true;
    }

    private int BodyOf(Chunk chunk, int needed)
    {
        chunk.WithHeader(_source, NodeHeaderSize);
        return chunk.Size - chunk.HeaderSize >= needed
            ? chunk.Body
            : throw _source.Malformed($"the element at byte {chunk.Offset} is {chunk.Size} bytes long, too short for its fields");
    }

    private ResourceValue ValueAt(long attribute)
    {
        Span<byte> value = stackalloc byte[8];
        _source.Read(attribute + AttributeValueOffset, value);
        return new ResourceValue(value[3], System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(value[4..]));
    }
}
