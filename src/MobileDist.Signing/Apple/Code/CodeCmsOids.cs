using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Object identifiers in the CMS of a code signature.</summary>
internal static class CodeCmsOids
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>A property list with the cdhash of each CodeDirectory.</summary>
    public const string CdHashes = "1.2.840.113635.100.9.1";

    /// <summary>The whole digest of each CodeDirectory.</summary>
    public const string CdHashes2 = "1.2.840.113635.100.9.2";

    public static string Of(CodeHashType type) => type switch
    {
        CodeHashType.Sha1 => "1.3.14.3.2.26",
        CodeHashType.Sha384 => "2.16.840.1.101.3.4.2.2",
        _ => Sha256,
    };
}
