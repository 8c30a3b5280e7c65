using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Reads the XML form. The document type is stepped over and never resolved; no entity but XML's own five exists.</summary>
internal sealed class XmlPropertyListReader
{
    // CoreFoundation's way of writing an NSKeyedArchiver reference.
    private const string UidKey = "CF$UID";
    private readonly XmlReader _xml;
    private readonly Func<string, DistributionException> _broken;
    private readonly PropertyListBudget _budget;

    private XmlPropertyListReader(XmlReader xml, Func<string, DistributionException> broken)
    {
        _xml = xml;
        _broken = broken;
        _budget = new PropertyListBudget(broken);
    }

    public static PropertyListValue Read(ReadOnlySpan<byte> bytes, string source)
    {
        DistributionException Broken(string what) => AppleFaults.PropertyListBroken(source, what);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(new StringReader(XmlPropertyListText.Decode(bytes, Broken)), settings);
        try
        {
            return new XmlPropertyListReader(xml, Broken).ReadDocument();
        }
        catch (XmlException error)
        {
            throw AppleFaults.PropertyListBroken(source, $"it is no well-formed XML at line '{error.LineNumber}', column '{error.LinePosition}'", error);
        }
    }

    private PropertyListValue ReadDocument()
    {
        if (_xml.MoveToContent() != XmlNodeType.Element)
        {
            throw _broken("it has no element");
        }

        PropertyListValue value;
        if (string.Equals(_xml.Name, "plist", StringComparison.Ordinal))
        {
            value = !_xml.IsEmptyElement && NextElement() ? ReadValue(0) : throw _broken("its 'plist' element is empty");
            if (NextElement())
            {
                throw _broken($"a second value, '{_xml.Name}', stands at its top");
            }
        }
        else
        {
            value = ReadValue(0);
        }

        // To the end, so that what follows is well-formed too.
        while (_xml.Read())
        {
            // Only space can come here; all else is an error of XmlReader's own.
        }

        return value;
    }

    /// <summary>Reads the element that the reader stands on, and leaves it on its end.</summary>
    private PropertyListValue ReadValue(int depth)
    {
        var name = _xml.Name;
        _budget.Take(0);
        switch (name)
        {
            case "dict" or "array":
                if (depth == PropertyListBounds.Deepest)
                {
                    throw _broken($"it is nested deeper than '{PropertyListBounds.Deepest}' levels");
                }

                return name is "dict" ? ReadDictionary(depth + 1) : ReadArray(depth + 1);
            case "string":
                return new PropertyListString(ReadText());
            case "true" or "false":
                return ReadText().AsSpan().IsWhiteSpace() ? new PropertyListBoolean(name is "true") : throw _broken($"its '{name}' holds text");
            case "data":
                return ReadData();
            case "integer" or "real" or "date":
                var text = ReadText();
                return PropertyListScalars.Parse(name, text) ?? throw _broken($"'{DisplayText.Clean(text)}' is not valid in '{name}'");
            default:
                throw _broken($"it holds the element '{DisplayText.Clean(name)}', which no property list has");
        }
    }

    private PropertyListArray ReadArray(int depth)
    {
        var empty = _xml.IsEmptyElement;
        var items = ImmutableArray.CreateBuilder<PropertyListValue>();
        while (!empty && NextElement())
        {
            items.Add(ReadValue(depth));
        }

        return new PropertyListArray(items.DrainToImmutable());
    }

    private PropertyListValue ReadDictionary(int depth)
    {
        var empty = _xml.IsEmptyElement;
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!empty && NextElement())
        {
            if (!string.Equals(_xml.Name, "key", StringComparison.Ordinal))
            {
                throw _broken($"'{DisplayText.Clean(_xml.Name)}' stands where a 'key' is due");
            }

            _budget.Take(0);
            var key = ReadText();
            if (!keys.Add(key))
            {
                throw _broken($"the key '{DisplayText.Clean(key)}' stands twice in one dictionary");
            }

            entries.Add(NextElement() ? new(key, ReadValue(depth)) : throw _broken($"the key '{DisplayText.Clean(key)}' has no value"));
        }

        return entries is [{ Key: UidKey, Value: PropertyListInteger uid }] && uid.Value >= 0 && uid.Value <= ulong.MaxValue
            ? new PropertyListUid((ulong)uid.Value)
            : new PropertyListDictionary(entries.DrainToImmutable());
    }

    private PropertyListData ReadData()
    {
        var text = ReadText();
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? new PropertyListData(ImmutableArray.Create(bytes.AsSpan(0, length)))
            : throw _broken("its 'data' is not valid base64");
    }

    /// <summary>Goes to the next element inside the container that the reader stands in; false at the container's end.</summary>
    private bool NextElement()
    {
        while (_xml.Read())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.EndElement:
                    return false;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw _broken($"the text '{DisplayText.Clean(_xml.Value)}' stands between its elements");
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>The text of the element that the reader stands on; the reader is left on its end.</summary>
    private string ReadText()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        var name = _xml.Name;
        var first = "";
        StringBuilder? all = null;
        while (_xml.Read() && _xml.NodeType != XmlNodeType.EndElement)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                throw _broken($"'{DisplayText.Clean(_xml.Name)}' stands inside a '{DisplayText.Clean(name)}'");
            }

            if (first.Length == 0)
            {
                first = _xml.Value;
            }
            else
            {
                (all ??= new StringBuilder(first)).Append(_xml.Value);
            }
        }

        return all?.ToString() ?? first;
    }
}
