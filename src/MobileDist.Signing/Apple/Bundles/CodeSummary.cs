using System.Collections.Immutable;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What the signature of one Mach-O file says, for holding it against that of others.</summary>
/// <param name="TeamId">Null where it names none.</param>
/// <param name="Certificate">The one that signed; null where there is none.</param>
/// <param name="Entitlements">Null where there are none.</param>
/// <param name="CdHash">Of the first slice.</param>
internal sealed record CodeSummary(string? TeamId, X509Certificate2? Certificate, PropertyListDictionary? Entitlements, ImmutableArray<byte> CdHash)
{
    /// <summary>Reads the first slice's signature; null when there is none, or one that does not read, which is the code verifier's to say.</summary>
    public static CodeSummary? Read(MachOFile file)
    {
        try
        {
            return EmbeddedSignature.Read(file, file.Slices[0]) is { } signature
                ? new CodeSummary(signature.TeamId, SignerOf(signature), signature.ReadEntitlements(), signature.CdHash)
                : null;
        }
        catch (Exception error) when (error is DistributionException || CryptographicFailure.Is(error))
        {
            return null;
        }
    }

    private static X509Certificate2? SignerOf(EmbeddedSignature signature)
    {
        if (signature.Cms is not { } bytes)
        {
            return null;
        }

        var cms = new SignedCms();
        cms.Decode(bytes.Span);
        return cms.SignerInfos.Count == 0 ? null : cms.SignerInfos[0].Certificate;
    }
}
