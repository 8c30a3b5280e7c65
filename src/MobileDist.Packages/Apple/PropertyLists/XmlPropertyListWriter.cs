using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Writes the XML form as CoreFoundation does, to the byte: codesign and the kernel's own reader know no other.</summary>
internal sealed class XmlPropertyListWriter
{
    private const string Head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
        + "<plist version=\"1.0\">\n";

    // A line of base64 has 76 columns less 8 for each tab, of which CoreFoundation counts 8 at most.
    private const int Columns = 76;
    private const int ColumnsOfTab = 8;
    private const int MostTabsOfData = 8;
    private readonly StringBuilder _text = new(Head);

    public static byte[] Write(PropertyListValue value)
    {
        var writer = new XmlPropertyListWriter();
        writer.Append(value, 0);
        writer._text.Append("</plist>\n");
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    private void Append(PropertyListValue value, int indent)
    {
        switch (value)
        {
            case PropertyListDictionary dictionary:
                AppendDictionary(dictionary, indent);
                break;
            case PropertyListArray { Items.IsEmpty: true }:
                AppendLine(indent, "<array/>");
                break;
            case PropertyListArray array:
                AppendLine(indent, "<array>");
                foreach (var item in array.Items)
                {
                    Append(item, indent + 1);
                }

                AppendLine(indent, "</array>");
                break;
            case PropertyListData data:
                AppendData(data.Value, indent);
                break;
            case PropertyListUid uid:
                AppendLine(indent, "<dict>");
                AppendElement(indent + 1, "key", "CF$UID");
                AppendElement(indent + 1, "integer", uid.Value.ToString(CultureInfo.InvariantCulture));
                AppendLine(indent, "</dict>");
                break;
            case PropertyListBoolean flag:
                AppendLine(indent, flag.Value ? "<true/>" : "<false/>");
                break;
            case PropertyListString text:
                AppendElement(indent, "string", text.Value);
                break;
            case PropertyListInteger integer:
                AppendElement(indent, "integer", integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case PropertyListReal real:
                AppendElement(indent, "real", PropertyListScalars.Real(real.Value));
                break;
            case PropertyListDate date:
                AppendElement(indent, "date", PropertyListScalars.Date(date.Value));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "No value of a property list.");
        }
    }

    private void AppendDictionary(PropertyListDictionary dictionary, int indent)
    {
        if (dictionary.Entries.IsEmpty)
        {
            AppendLine(indent, "<dict/>");
            return;
        }

        AppendLine(indent, "<dict>");
        foreach (var (key, value) in dictionary.Entries)
        {
            AppendElement(indent + 1, "key", key);
            Append(value, indent + 1);
        }

        AppendLine(indent, "</dict>");
    }

    private void AppendData(ImmutableArray<byte> data, int indent)
    {
        var bytesOfLine = (Columns - (ColumnsOfTab * Math.Min(indent, MostTabsOfData))) / 4 * 3;
        AppendLine(indent, "<data>");
        for (var at = 0; at < data.Length; at += bytesOfLine)
        {
            AppendLine(indent, Convert.ToBase64String(data.AsSpan(at, Math.Min(bytesOfLine, data.Length - at))));
        }

        AppendLine(indent, "</data>");
    }

    private void AppendElement(int indent, string name, string text)
    {
        _text.Append('\t', indent).Append('<').Append(name).Append('>');
        AppendEscaped(text);
        _text.Append("</").Append(name).Append(">\n");
    }

    private void AppendEscaped(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            switch (character)
            {
                case '&':
                    _text.Append("&amp;");
                    break;
                case '<':
                    _text.Append("&lt;");
                    break;
                case '>':
                    _text.Append("&gt;");
                    break;
                case '\r':
                    // As it is, every reader would take it for a line feed.
                    _text.Append("&#13;");
                    break;
                case (< ' ' and not ('\t' or '\n')) or '\ufffe' or '\uffff':
                    throw AppleFaults.NoXmlCharacter(character);
                default:
                    if (char.IsSurrogate(character))
                    {
                        _ = i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]) ? _text.Append(text[i++]) : throw AppleFaults.NoXmlCharacter(character);
                    }

                    _text.Append(text[i]);
                    break;
            }
        }
    }

    private void AppendLine(int indent, string line) => _text.Append('\t', indent).Append(line).Append('\n');
}
