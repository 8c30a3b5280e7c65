using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>The designated requirement that codesign derives from identifier and chain.</summary>
internal static class DesignatedRequirement
{
    private const string Organization = "2.5.4.10";
    private const string DeveloperRelations = "1.2.840.113635.100.6.2.1";
    private const string DeveloperIdAuthority = "1.2.840.113635.100.6.2.6";
    private const string DeveloperIdLeaf = "1.2.840.113635.100.6.1.13";

    private static readonly RequirementMatch Exists = new(RequirementMatchKind.Exists, "");

    /// <param name="identifier">Of the code.</param>
    /// <param name="chain">Leaf first, as far as it is at hand.</param>
    public static RequirementExpression For(string identifier, ImmutableArray<X509Certificate2> chain) =>
        new RequirementExpression.And(new RequirementExpression.Identifier(identifier), OfChain(chain));

    private static RequirementExpression OfChain(ImmutableArray<X509Certificate2> chain)
    {
        if (chain.Length == 3 && AppleCertificateFacts.Has(chain[1], DeveloperRelations))
        {
            return Joined(
                new RequirementExpression.AnchorAppleGeneric(),
                new RequirementExpression.CertificateField(0, "subject.CN", Equal(AppleCertificateFacts.CommonName(chain[0]) ?? "")),
                new RequirementExpression.CertificateExtension(1, DeveloperRelations, Exists));
        }

        if (chain.Length == 3 && AppleCertificateFacts.Has(chain[1], DeveloperIdAuthority))
        {
            return Joined(
                new RequirementExpression.AnchorAppleGeneric(),
                new RequirementExpression.CertificateExtension(1, DeveloperIdAuthority, Exists),
                new RequirementExpression.CertificateExtension(0, DeveloperIdLeaf, Exists),
                new RequirementExpression.CertificateField(0, "subject.OU", Equal(AppleCertificateFacts.TeamId(chain[0]) ?? "")));
        }

        return AppleCertificates.IsRoot(chain[^1]) ? new RequirementExpression.AnchorApple() : HashOf(chain);
    }

    /// <summary>The highest certificate of the leaf's organization, by its SHA-1.</summary>
    private static RequirementExpression.CertificateHash HashOf(ImmutableArray<X509Certificate2> chain)
    {
        var organization = AppleCertificateFacts.Name(chain[0].SubjectName, Organization);
        var highest = 0;
        while (organization is not null && highest + 1 < chain.Length
            && string.Equals(AppleCertificateFacts.Name(chain[highest + 1].SubjectName, Organization), organization, StringComparison.Ordinal))
        {
            highest++;
        }

        var last = chain[highest];
        var isRoot = highest == chain.Length - 1 && last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData);
        return new RequirementExpression.CertificateHash(isRoot ? -1 : highest, ImmutableArray.Create(SHA1.HashData(last.RawDataMemory.Span)));
    }

    /// <summary>Nested to the right, as codesign writes it.</summary>
    private static RequirementExpression Joined(params ReadOnlySpan<RequirementExpression> parts)
    {
        var joined = parts[^1];
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            joined = new RequirementExpression.And(parts[i], joined);
        }

        return joined;
    }

    private static RequirementMatch Equal(string value) => new(RequirementMatchKind.Equal, value);
}
