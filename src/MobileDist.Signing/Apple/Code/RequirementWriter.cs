using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Writes the requirement set with one designated requirement, of the operators that codesign's own are made of.</summary>
internal sealed class RequirementWriter
{
    private readonly List<byte> _bytes = [];

    public static SignatureBlob WriteSet(RequirementExpression designated)
    {
        var writer = new RequirementWriter();
        writer.Number(1);
        writer.Write(designated);
        var requirement = SignatureBlobs.Create(0, SignatureMagic.Requirement, [.. writer._bytes]).Bytes;
        byte[] payload = [0, 0, 0, 1, 0, 0, 0, (byte)Requirement.Designated, 0, 0, 0, 20, .. requirement.Span];
        return SignatureBlobs.Create(SignatureSlot.Requirements, SignatureMagic.RequirementSet, payload);
    }

    private void Write(RequirementExpression expression)
    {
        switch (expression)
        {
            case RequirementExpression.Identifier(var value):
                Number(2);
                Data(Encoding.UTF8.GetBytes(value));
                break;
            case RequirementExpression.AnchorApple:
                Number(3);
                break;
            case RequirementExpression.CertificateHash(var slot, var digest):
                Number(4);
                Number((uint)slot);
                Data(digest.AsSpan());
                break;
            case RequirementExpression.And(var left, var right):
                Number(6);
                Write(left);
                Write(right);
                break;
            case RequirementExpression.CertificateField(var slot, var field, var match):
                Number(11);
                Number((uint)slot);
                Data(Encoding.UTF8.GetBytes(field));
                Match(match);
                break;
            case RequirementExpression.CertificateExtension(var slot, var oid, var match):
                Number(14);
                Number((uint)slot);
                Data(OidContent(oid));
                Match(match);
                break;
            case RequirementExpression.AnchorAppleGeneric:
                Number(15);
                break;
            default:
                throw new ArgumentException($"'{expression}' is nothing that codesign writes.", nameof(expression));
        }
    }

    private void Match(RequirementMatch match)
    {
        Number((uint)match.Kind);
        if (match.Kind != RequirementMatchKind.Exists)
        {
            Data(Encoding.UTF8.GetBytes(match.Value));
        }
    }

    private static byte[] OidContent(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode()[2..];
    }

    private void Number(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        _bytes.AddRange(bytes);
    }

    private void Data(ReadOnlySpan<byte> data)
    {
        Number((uint)data.Length);
        _bytes.AddRange(data);
        _bytes.AddRange(new byte[-data.Length & 3]);
    }
}
