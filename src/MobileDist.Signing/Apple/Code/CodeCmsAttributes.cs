using System.Collections.Immutable;
using System.Formats.Asn1;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Apple's two attributes, which bind all CodeDirectories to the one that the CMS signs.</summary>
internal static class CodeCmsAttributes
{
    /// <summary>DER of the value of attribute 9.1.</summary>
    public static byte[] CdHashes(IEnumerable<CodeDirectory> directories)
    {
        PropertyListValue hashes = new PropertyListArray([.. Ordered(directories).Select(directory => new PropertyListData(directory.CdHash))]);
        var list = PropertyList.Write(new PropertyListDictionary([KeyValuePair.Create("cdhashes", hashes)]), PropertyListFormat.Xml);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(list);
        return writer.Encode();
    }

    /// <summary>DER of the values of attribute 9.2, one for each directory.</summary>
    public static ImmutableArray<byte[]> CdHashes2(IEnumerable<CodeDirectory> directories) => [.. Ordered(directories).Select(directory =>
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CodeCmsOids.Of(directory.HashType));
            writer.WriteOctetString(CodeHash.ComputeWhole(directory.HashType, directory.Blob.Bytes.Span));
        }

        return writer.Encode();
    })];

    private static IEnumerable<CodeDirectory> Ordered(IEnumerable<CodeDirectory> directories) => directories.OrderBy(directory => directory.HashType);
}
