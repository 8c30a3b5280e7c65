using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MobileDist.Testing.Apple;

/// <summary>
/// A certification authority with the shape of Apple's: root, the intermediate that issues developer certificates, the one whose leaf
/// signs provisioning profiles, and leaves of all kinds. Made once a process; <see cref="Now"/> is the time that all of it fits.
/// </summary>
public sealed class AppleTestAuthority
{
    public const string TeamId = "TEAM123456";
    public const string OtherTeamId = "OTHER98765";

    private static readonly Lazy<AppleTestAuthority> Lazily = new(() => new AppleTestAuthority());

    private readonly AppleTestKey _leafKey = AppleTestKey.Rsa();
    private readonly AppleTestKey _otherKey = AppleTestKey.Rsa();
    private readonly Lazy<AppleTestKey> _ecKey = new(AppleTestKey.Ec);

    private AppleTestAuthority()
    {
        Root = Issue(AppleTestKey.Rsa(), Authority("Demo Root CA"), null, Now.AddYears(-10), Now.AddYears(40));
        var relations = Authority("Demo Worldwide Developer Relations Certification Authority");
        relations.CertificateExtensions.Add(new X509Extension(AppleTestOids.DeveloperRelations, [0x05, 0x00], critical: false));
        Intermediate = Issue(AppleTestKey.Rsa(), relations, Root, Now.AddYears(-8), Now.AddYears(30));
        var profiles = Issue(AppleTestKey.Rsa(), Authority("Demo iPhone Certification Authority"), Root, Now.AddYears(-8), Now.AddYears(30));
        ProfileSigner = Issue(_otherKey, profiles, new AppleTestCertificate
        {
            CommonName = "Demo iPhone OS Provisioning Profile Signing", TeamId = null, Markers = [], Usage = null,
        });
        Distribution = Leaf(new AppleTestCertificate());
        Development = Leaf(
            new AppleTestCertificate { CommonName = "Apple Development: Jane Dœ (DEV1234567)", Markers = [AppleTestOids.Development, AppleTestOids.MacDevelopment] },
            anotherKey: true);
        OtherTeam = Leaf(new AppleTestCertificate { CommonName = $"Apple Distribution: Other ({OtherTeamId})", TeamId = OtherTeamId }, anotherKey: true);
    }

    /// <summary>The moment that tests give for the present.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static AppleTestAuthority Shared => Lazily.Value;

    /// <summary>What a verifier has to be told to trust.</summary>
    public AppleTestIdentity Root { get; }

    /// <summary>Bears the marker 1.2.840.113635.100.6.2.1.</summary>
    public AppleTestIdentity Intermediate { get; }

    public AppleTestIdentity ProfileSigner { get; }

    /// <summary><c>Apple Distribution</c> of <see cref="TeamId"/>, RSA.</summary>
    public AppleTestIdentity Distribution { get; }

    /// <summary><c>Apple Development</c> of <see cref="TeamId"/>, RSA, another key than <see cref="Distribution"/>'s.</summary>
    public AppleTestIdentity Development { get; }

    /// <summary><c>Apple Distribution</c> of <see cref="OtherTeamId"/>.</summary>
    public AppleTestIdentity OtherTeam { get; }

    /// <summary>As <see cref="Distribution"/>, same key, expired the day before.</summary>
    public AppleTestIdentity Expired => Leaf(new AppleTestCertificate { From = Now.AddYears(-1), To = Now.AddDays(-1) });

    /// <summary>As <see cref="Distribution"/>, same key, valid from tomorrow.</summary>
    public AppleTestIdentity NotYetValid => Leaf(new AppleTestCertificate { From = Now.AddDays(1) });

    /// <summary>As <see cref="Distribution"/>, same key, without Apple's markers.</summary>
    public AppleTestIdentity WithoutMarker => Leaf(new AppleTestCertificate { Markers = [] });

    /// <summary>As <see cref="Distribution"/>, on P-256.</summary>
    public AppleTestIdentity Ec => Issue(_ecKey.Value, Intermediate, new AppleTestCertificate());

    /// <summary>Issues a leaf under <see cref="Intermediate"/>, with <see cref="Distribution"/>'s key or with <see cref="Development"/>'s.</summary>
    public AppleTestIdentity Leaf(AppleTestCertificate certificate, bool anotherKey = false) =>
        Issue(anotherKey ? _otherKey : _leafKey, Intermediate, certificate);

    /// <summary>Issues a leaf straight under the root, as a chain that lacks its intermediate.</summary>
    public AppleTestIdentity LeafOfRoot(AppleTestCertificate certificate) => Issue(_leafKey, Root, certificate);

    private static AppleTestIdentity Issue(AppleTestKey key, AppleTestIdentity issuer, AppleTestCertificate certificate) =>
        Issue(key, certificate.ToRequest(key.PublicKey), issuer, certificate.From, certificate.To);

    private static AppleTestIdentity Issue(AppleTestKey key, CertificateRequest request, AppleTestIdentity? issuer, DateTimeOffset from, DateTimeOffset to)
    {
        // An authority's request is made before its key is chosen.
        var whole = new CertificateRequest(request.SubjectName, key.PublicKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in request.CertificateExtensions)
        {
            whole.CertificateExtensions.Add(extension);
        }

        whole.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key.PublicKey, critical: false));
        var issuerName = request.SubjectName;
        if (issuer is not null)
        {
            using var issuing = issuer.CreateCertificate();
            issuerName = issuing.SubjectName;
            whole.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuing, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        }

        var serial = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.SubjectName.Name} {from:O} {to:O} {string.Join(' ', request.CertificateExtensions.Select(extension => extension.Oid?.Value))}"))[..8];
        serial[0] = 0x40;
        using var certificate = whole.Create(issuerName, (issuer?.Key ?? key).Generator(), from, to, serial);
        return new AppleTestIdentity(key, certificate.RawData, issuer);
    }

    private static CertificateRequest Authority(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        name.AddOrganizationName("Demo Inc.");
        name.AddCountryOrRegion("US");
        using var placeholder = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name.Build(), placeholder, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }
}
