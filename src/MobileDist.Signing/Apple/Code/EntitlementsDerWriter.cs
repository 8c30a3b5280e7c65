using System.Formats.Asn1;
using System.Numerics;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Writes the DER form of entitlements that iOS 15 and later read (CoreEntitlements).</summary>
internal sealed class EntitlementsDerWriter
{
    private const int Deepest = 30;

    private static readonly Asn1Tag Top = new(TagClass.Application, 16, isConstructed: true);
    private static readonly Asn1Tag Dictionary = new(TagClass.ContextSpecific, 16, isConstructed: true);

    private readonly AsnWriter _writer = new(AsnEncodingRules.DER);
    private readonly string _name;

    private EntitlementsDerWriter(string name) => _name = name;

    public static byte[] Write(PropertyListDictionary entitlements, string name)
    {
        var writer = new EntitlementsDerWriter(name);
        using (writer._writer.PushSequence(Top))
        {
            writer._writer.WriteInteger(1);
            writer.WriteDictionary(entitlements, "", 0);
        }

        return writer._writer.Encode();
    }

    private void WriteDictionary(PropertyListDictionary dictionary, string path, int depth)
    {
        using (_writer.PushSequence(Dictionary))
        {
            foreach (var (key, value) in dictionary.Entries.OrderBy(entry => Encoding.UTF8.GetBytes(entry.Key), BytesInOrder.Comparer))
            {
                using (_writer.PushSequence())
                {
                    _writer.WriteCharacterString(UniversalTagNumber.UTF8String, key);
                    WriteValue(value, path.Length == 0 ? key : $"{path}.{key}", depth);
                }
            }
        }
    }

    private void WriteValue(PropertyListValue value, string path, int depth)
    {
        if (depth > Deepest)
        {
            throw CodeSigningFaults.EntitlementDepth(_name, path);
        }

        switch (value)
        {
            case PropertyListDictionary dictionary:
                WriteDictionary(dictionary, path, depth + 1);
                break;
            case PropertyListArray array:
                using (_writer.PushSequence())
                {
                    foreach (var item in array.Items)
                    {
                        WriteValue(item, path, depth + 1);
                    }
                }

                break;
            case PropertyListString text:
                _writer.WriteCharacterString(UniversalTagNumber.UTF8String, text.Value);
                break;
            case PropertyListBoolean boolean:
                _writer.WriteBoolean(boolean.Value);
                break;
            case PropertyListInteger integer:
                _writer.WriteInteger((BigInteger)integer.Value);
                break;
            default:
                throw CodeSigningFaults.EntitlementType(_name, path, TypeName(value));
        }
    }

    private static string TypeName(PropertyListValue value) => value switch
    {
        PropertyListData => "data",
        PropertyListDate => "date",
        PropertyListReal => "fraction",
        _ => "reference",
    };
}
