using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Text;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Reads one requirement blob in its expression form (prefix operators, big-endian, data padded to four bytes).</summary>
internal sealed class RequirementReader
{
    private const int Deepest = 200;
    private const int ExpressionForm = 1;

    /// <summary>An operator that is not known, but says how long it is.</summary>
    private const uint SizedOperator = 0xc000_0000;

    private readonly SignatureBytes _bytes;
    private readonly string _name;
    private long _at = 12;

    private RequirementReader(ReadOnlyMemory<byte> bytes, string name)
    {
        _name = name;
        _bytes = new SignatureBytes(bytes, Malformed);
    }

    public static RequirementExpression Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var reader = new RequirementReader(bytes, name);
        if (reader._bytes.UInt32(0) != SignatureMagic.Requirement || reader._bytes.UInt32(4) != bytes.Length)
        {
            throw reader.Malformed("one has no header of a requirement");
        }

        var kind = reader._bytes.UInt32(8);
        if (kind != ExpressionForm)
        {
            return new RequirementExpression.Other($"/* requirement of kind {kind} */");
        }

        var expression = reader.ReadExpression(0);
        return reader._at == bytes.Length ? expression : throw reader.Malformed($"{bytes.Length - reader._at} bytes follow the end of one");
    }

    private RequirementExpression ReadExpression(int depth)
    {
        if (depth > Deepest)
        {
            throw Malformed($"one is nested more than {Deepest} deep");
        }

        var code = Number();
        return code switch
        {
            0 => new RequirementExpression.Constant(false),
            1 => new RequirementExpression.Constant(true),
            2 => new RequirementExpression.Identifier(Text()),
            3 => new RequirementExpression.AnchorApple(),
            4 => new RequirementExpression.CertificateHash((int)Number(), Data().ToImmutableArray()),
            5 => new RequirementExpression.InfoField(Text(), new RequirementMatch(RequirementMatchKind.Equal, Text())),
            6 => new RequirementExpression.And(ReadExpression(depth + 1), ReadExpression(depth + 1)),
            7 => new RequirementExpression.Or(ReadExpression(depth + 1), ReadExpression(depth + 1)),
            8 => new RequirementExpression.CdHash(Data().ToImmutableArray()),
            9 => new RequirementExpression.Not(ReadExpression(depth + 1)),
            10 => new RequirementExpression.InfoField(Text(), Match()),
            11 => new RequirementExpression.CertificateField((int)Number(), Text(), Match()),
            12 => new RequirementExpression.Other($"certificate {RequirementText.Slot((int)Number())} trusted"),
            13 => new RequirementExpression.Other("anchor trusted"),
            14 => new RequirementExpression.CertificateExtension((int)Number(), Oid(), Match()),
            15 => new RequirementExpression.AnchorAppleGeneric(),
            16 => new RequirementExpression.Entitlement(Text(), Match()),
            17 => new RequirementExpression.CertificatePolicy((int)Number(), Oid(), Match()),
            18 => new RequirementExpression.Other($"anchor apple {RequirementText.Quote(Text())}"),
            19 => new RequirementExpression.Other($"({RequirementText.Quote(Text())})"),
            20 => new RequirementExpression.Other($"platform = {Number()}"),
            21 => new RequirementExpression.Other("notarized"),
            22 => new RequirementExpression.Other($"certificate {RequirementText.Slot((int)Number())}[timestamp.{Oid()}]{Match()}"),
            23 => new RequirementExpression.Other("legacy"),
            _ => ReadUnknown(code),
        };
    }

    private RequirementExpression.Other ReadUnknown(uint code)
    {
        if ((code & SizedOperator) == 0)
        {
            throw Malformed($"one has the unknown operator '{code}'");
        }

        Data();
        return new RequirementExpression.Other($"/* operator {code:x} */");
    }

    private RequirementMatch Match()
    {
        var kind = (RequirementMatchKind)Number();
        return kind switch
        {
            RequirementMatchKind.Exists or RequirementMatchKind.Absent => new RequirementMatch(kind, ""),
            >= RequirementMatchKind.Equal and <= RequirementMatchKind.GreaterOrEqual => new RequirementMatch(kind, Text()),
            >= RequirementMatchKind.On and <= RequirementMatchKind.OnOrAfter => new RequirementMatch(kind, Date()),
            _ => throw Malformed($"one compares in the unknown way '{(int)kind}'"),
        };
    }

    private string Date()
    {
        var seconds = (long)_bytes.UInt64(_at);
        _at += 8;
        return $"{seconds}";
    }

    private uint Number()
    {
        var value = _bytes.UInt32(_at);
        _at += 4;
        return value;
    }

    private ReadOnlySpan<byte> Data()
    {
        var length = Number();
        var data = _bytes.Slice(_at, length).Span;
        _at += (length + 3L) & ~3L;
        return data;
    }

    private string Text() => Encoding.UTF8.GetString(Data());

    /// <summary>The dotted form of an object identifier's content bytes; in hexadecimal where they are none.</summary>
    private string Oid()
    {
        var content = Data();
        if (content.Length is 0 or > 100)
        {
            throw Malformed($"an object identifier has {content.Length} bytes");
        }

        try
        {
            return AsnDecoder.ReadObjectIdentifier([0x06, (byte)content.Length, .. content], AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return Convert.ToHexStringLower(content);
        }
    }

    private DistributionException Malformed(string what) => CodeSignatureFaults.Requirement(_name, what);
}
