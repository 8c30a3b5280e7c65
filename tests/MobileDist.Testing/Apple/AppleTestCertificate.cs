using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Testing.Apple;

/// <summary>What a leaf of the test authority's says.</summary>
public sealed record AppleTestCertificate
{
    public string CommonName { get; init; } = $"Apple Distribution: Demo ({AppleTestAuthority.TeamId})";

    /// <summary>The subject's OU; null leaves it out.</summary>
    public string? TeamId { get; init; } = AppleTestAuthority.TeamId;

    public DateTimeOffset From { get; init; } = AppleTestAuthority.Now.AddMonths(-1);

    /// <summary>Far away, so that tools that look at the clock agree for long.</summary>
    public DateTimeOffset To { get; init; } = AppleTestAuthority.Now.AddYears(20);

    /// <summary>Apple's critical extensions with the value NULL.</summary>
    public ImmutableArray<string> Markers { get; init; } = [AppleTestOids.Distribution, AppleTestOids.MacApp];

    /// <summary>The extended key usage; null leaves it out.</summary>
    public string? Usage { get; init; } = AppleTestOids.CodeSigning;

    /// <summary>Where the issuer's certificate is said to be; null leaves it out.</summary>
    public string? IssuerAddress { get; init; }

    internal CertificateRequest ToRequest(PublicKey key)
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add("0.9.2342.19200300.100.1.1", TeamId ?? "NOTEAM");
        name.AddCommonName(CommonName);
        if (TeamId is not null)
        {
            name.AddOrganizationalUnitName(TeamId);
        }

        name.AddOrganizationName("Demo");
        name.AddCountryOrRegion("US");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (Usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Usage)], critical: true));
        }

        if (IssuerAddress is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [IssuerAddress]));
        }

        foreach (var marker in Markers)
        {
            request.CertificateExtensions.Add(new X509Extension(marker, [0x05, 0x00], critical: true));
        }

        return request;
    }
}
