using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>
/// Reads the DER form of entitlements as Apple's CoreEntitlements defines it, and the older form (a SET at the top, booleans of
/// 01) that some tools wrote.
/// </summary>
public sealed class EntitlementsDer
{
    private const int Deepest = 32;

    // Real ones have some kilobytes.
    private const int Largest = 4 << 20;

    private const byte Top = 0x70;
    private const byte Dictionary = 0xb0;
    private const byte OldDictionary = 0x31;
    private const byte Sequence = 0x30;
    private const byte Boolean = 0x01;
    private const byte Integer = 0x02;
    private const byte Text = 0x0c;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _name;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly SortedSet<string> _irregularities = new(StringComparer.Ordinal);

    private EntitlementsDer(ReadOnlyMemory<byte> bytes, string name)
    {
        _bytes = bytes;
        _name = name;
    }

    /// <summary>Reads the payload of a DER entitlements blob.</summary>
    /// <exception cref="DistributionException">Unfit: it is malformed.</exception>
    public static DerEntitlements Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var reader = new EntitlementsDer(bytes, name);
        if (bytes.Length > Largest)
        {
            throw reader.Malformed($"they have {bytes.Length} bytes, and at most {Largest} are read");
        }

        var values = reader.ReadTop();
        return new DerEntitlements(values, [.. reader._irregularities]);
    }

    private PropertyListDictionary ReadTop()
    {
        var at = 0;
        var (tag, start, end) = Next(ref at, _bytes.Length);
        if (at != _bytes.Length)
        {
            throw Malformed($"{_bytes.Length - at} bytes follow their end");
        }

        if (tag == OldDictionary)
        {
            _irregularities.Add("they have the old form, a SET at the top");
            return ReadDictionary(start, end, 0);
        }

        var inner = start;
        var version = tag == Top ? Next(ref inner, end) : throw Malformed($"they begin with the tag '{tag:x2}'");
        if (version.Tag != Integer || version.End - version.Start != 1 || _bytes.Span[version.Start] != 1)
        {
            throw Malformed("their version is not 1");
        }

        var content = Next(ref inner, end);
        return content.Tag == Dictionary && inner == end ? ReadDictionary(content.Start, content.End, 0) : throw Malformed("their top holds no single dictionary");
    }

    private PropertyListDictionary ReadDictionary(int at, int end, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<byte> previous = default;
        while (at < end)
        {
            var entry = Next(ref at, end);
            var inner = entry.Start;
            var key = entry.Tag == Sequence ? Next(ref inner, entry.End) : throw Malformed($"a dictionary holds the tag '{entry.Tag:x2}'");
            var name = key.Tag == Text ? ReadText(key.Start, key.End) : throw Malformed("a key is no text");
            if (!seen.Add(name))
            {
                throw Malformed($"the key '{name}' stands twice");
            }

            var bytes = _bytes.Span[key.Start..key.End];
            if (previous.SequenceCompareTo(bytes) > 0)
            {
                _irregularities.Add($"the key '{name}' is not in its place of the order");
            }

            previous = bytes;
            entries.Add(KeyValuePair.Create(name, ReadValue(ref inner, entry.End, depth)));
            if (inner != entry.End)
            {
                throw Malformed($"the key '{name}' has more than one value");
            }
        }

        return new PropertyListDictionary(entries.ToImmutable());
    }

    private PropertyListValue ReadValue(ref int at, int end, int depth)
    {
        if (depth > Deepest)
        {
            throw Malformed($"they are nested more than {Deepest} deep");
        }

        var (tag, start, stop) = Next(ref at, end);
        switch (tag)
        {
            case Dictionary:
                return ReadDictionary(start, stop, depth + 1);
            case OldDictionary:
                _irregularities.Add("a dictionary has the old form, a SET");
                return ReadDictionary(start, stop, depth + 1);
            case Sequence:
                var items = ImmutableArray.CreateBuilder<PropertyListValue>();
                while (start < stop)
                {
                    items.Add(ReadValue(ref start, stop, depth + 1));
                }

                return new PropertyListArray(items.ToImmutable());
            case Text:
                return new PropertyListString(ReadText(start, stop));
            case Integer:
                return ReadInteger(_bytes.Span[start..stop]);
            case Boolean:
                return ReadBoolean(_bytes.Span[start..stop]);
            default:
                throw Malformed($"a value has the unknown tag '{tag:x2}'");
        }
    }

    private PropertyListBoolean ReadBoolean(ReadOnlySpan<byte> content)
    {
        if (content.Length != 1)
        {
            throw Malformed($"a boolean has {content.Length} bytes");
        }

        if (content[0] is not (0 or 0xff))
        {
            _irregularities.Add($"a boolean is '{content[0]:x2}' and not 'ff'");
        }

        return new PropertyListBoolean(content[0] != 0);
    }

    private PropertyListInteger ReadInteger(ReadOnlySpan<byte> content)
    {
        if (content.Length is 0 or > 16)
        {
            throw Malformed($"a number has {content.Length} bytes");
        }

        if (content.Length > 1 && ((content[0] == 0 && content[1] < 0x80) || (content[0] == 0xff && content[1] >= 0x80)))
        {
            _irregularities.Add("a number is longer than it has to be");
        }

        var value = (Int128)(sbyte)content[0];
        foreach (var next in content[1..])
        {
            value = (value << 8) | next;
        }

        return new PropertyListInteger(value);
    }

    private string ReadText(int start, int end)
    {
        try
        {
            return StrictUtf8.GetString(_bytes.Span[start..end]);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("a text is no UTF-8");
        }
    }

    private (byte Tag, int Start, int End) Next(ref int at, int end)
    {
        var bytes = _bytes.Span;
        if (end - at < 2)
        {
            throw Malformed("an element is cut off");
        }

        var tag = bytes[at++];
        long length = bytes[at++];
        if (length >= 0x80)
        {
            var count = (int)length & 0x7f;
            if (count is 0 or > 4 || count > end - at)
            {
                throw Malformed("a length is of an unknown form");
            }

            length = 0;
            for (var i = 0; i < count; i++)
            {
                length = (length << 8) | bytes[at++];
            }

            if (length < 0x80 || bytes[at - count] == 0)
            {
                _irregularities.Add("a length is longer than it has to be");
            }
        }

        if (length > end - at)
        {
            throw Malformed($"an element of {length} bytes runs over the end");
        }

        var start = at;
        at += (int)length;
        return (tag, start, at);
    }

    private DistributionException Malformed(string what) => CodeSignatureFaults.EntitlementsDer(_name, what);
}
