namespace MobileDist.Packages.Android.Bundles;

/// <summary>Reads XML in the protobuf form of app bundles (<c>aapt.pb.XmlNode</c>) element by element, forward only, keeping no more than the path to the current element.</summary>
internal sealed class ProtoXmlReader : IResourceXml
{
    // Every reader of protobuf stops at 100 nested messages by default, and an element is two of them.
    private const int DeepestElement = 50;

    // As many as the compiled form counts. Two bytes make one, of which here are kept more than ten times as many.
    private const int MostAttributes = ushort.MaxValue;
    private const int NodeElement = 1;
    private const int ElementName = 3;
    private const int ElementAttribute = 4;
    private const int ElementChild = 5;

    private readonly byte[] _bytes;
    private readonly Func<string, DistributionException> _malformed;
    private readonly Stack<ProtoMessage> _open = new();
    private readonly List<ProtoAttribute> _attributes = [];
    private readonly ProtoStrings _strings;
    private uint _name = ProtoStrings.Empty;
    private ProtoMessage? _document;

    public ProtoXmlReader(byte[] bytes, Func<string, DistributionException> malformed)
    {
        _bytes = bytes;
        _malformed = malformed;
        _document = new ProtoMessage(bytes, malformed);
        _strings = new ProtoStrings(bytes, malformed);
    }

    public IStringSource Strings => _strings;

    public bool IsStart { get; private set; }

    public int Depth => _open.Count;

    public bool Read()
    {
        if (_document is { } document)
        {
            _document = null;
            return document.Only(NodeElement) is { } root && Enter(root);
        }

        if (!IsStart && Depth > 0)
        {
            _open.Pop();
        }

        if (Depth == 0)
        {
            return false;
        }

        var parent = _open.Peek();
        while (parent.Next(ElementChild))
        {
            if (parent.Message().Only(NodeElement) is { } element)
            {
                return Enter(element);
            }
        }

        IsStart = false;
        _attributes.Clear();
        return true;
    }

    public bool NameIs(string name) => IsStart && _strings.Is(_name, name);

    public ResourceValue? Attribute(uint resourceId)
    {
        foreach (var attribute in _attributes)
        {
            if (attribute.ResourceId == resourceId)
            {
                return ValueOf(attribute);
            }
        }

        return null;
    }

    public string? PlainAttribute(string name) => Attribute("", name);

    /// <summary>The text of the attribute with this name in this namespace, which has no resource id; null when there is none.</summary>
    public string? Attribute(string ns, string name)
    {
        foreach (var attribute in _attributes)
        {
            if (_strings.Is(attribute.Namespace, ns) && _strings.Is(attribute.Name, name))
            {
                return _strings.Get(attribute.Value);
            }
        }

        return null;
    }

    private bool Enter(ProtoMessage element)
    {
        if (Depth == DeepestElement)
        {
            throw _malformed($"its elements lie deeper than {DeepestElement} in each other");
        }

        // Attributes stand before the children as tools write them, but need not: they are looked for in all of the element.
        _open.Push(element.Again());
        _attributes.Clear();
        _name = ProtoStrings.Empty;
        while (element.Next())
        {
            if (element.Field == ElementName && element.IsLengthDelimited)
            {
                _name = (uint)element.ValueStart;
            }
            else if (element.Field == ElementAttribute && element.IsLengthDelimited)
            {
                if (_attributes.Count == MostAttributes)
                {
                    throw _malformed($"one of its elements has more than {MostAttributes} attributes");
                }

                _attributes.Add(ProtoAttribute.Read(element.Message()));
            }
        }

        IsStart = true;
        return true;
    }

    private ResourceValue ValueOf(ProtoAttribute attribute) =>
        attribute.Item is (var start, var end) && ProtoItem.Read(new ProtoMessage(_bytes, start, end, _malformed)) is { } compiled
            ? compiled
            : ResourceValue.OfString(attribute.Value);
}
