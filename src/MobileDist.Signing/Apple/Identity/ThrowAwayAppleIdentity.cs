using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// A certificate and profiles with the shape of Apple's, for trying things out where no certificate is given. What is signed with them can
/// be looked at and verified, and no device installs it: devices know Apple's root only.
/// </summary>
public static class ThrowAwayAppleIdentity
{
    /// <summary>Reads as what it is; no real team has such an identifier.</summary>
    public const string TeamId = "THROWAWAY0";

    private const string Name = "Throw-away Apple Distribution (no device installs it)";
    private const string DistributionMarker = "1.2.840.113635.100.6.1.4";
    private const string AuthorityMarker = "1.2.840.113635.100.6.2.1";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private const int Years = 10;

    private static readonly byte[] Null = [0x05, 0x00];

    /// <summary>The identity in the file, or a new one that the file has from now on; the last of its chain is the root to name as <see cref="AppleSigningInputs.ExtraRoots"/>.</summary>
    /// <inheritdoc cref="ThrowAwayIdentity.LoadOrCreate(string, DateTimeOffset)"/>
    public static AppleSigner LoadOrCreate(string path, DateTimeOffset now) =>
        AppleSigner.Create(ThrowAwayIdentity.LoadOrCreate(path, () => Create(now)), path);

    /// <summary>RSA 2048 under an intermediate and a root of its own, whose keys are gone when this returns; valid for ten years.</summary>
    public static SigningIdentity Create(DateTimeOffset now)
    {
        var (from, to) = (now.AddHours(-1), now.AddYears(Years));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("Throw-away root", rootKey).CreateSelfSigned(from, to);

        var issuing = Authority("Throw-away developer authority", issuerKey);
        issuing.CertificateExtensions.Add(new X509Extension(AuthorityMarker, Null, critical: false));
        issuing.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issuer = issuing.Create(root, from, to, Serial());

        var key = RSA.Create(2048);
        using var certificate = Leaf(key, issuer).Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), from, to, Serial());
        return new SigningIdentity(Name, key, [.. new[] { certificate, issuer, root }.Select(one => X509CertificateLoader.LoadCertificate(one.RawData))]);
    }

    /// <summary>A profile of the kind that the build type takes, which grants a bundle what it asks for. The same input gives the same bytes.</summary>
    /// <param name="signer">From <see cref="LoadOrCreate"/>.</param>
    /// <param name="bundle">Whom the profile is for.</param>
    /// <param name="buildType">Not <see cref="AppleBuildType.Development"/>: the certificate is one for distribution.</param>
    /// <param name="devices">UDIDs to list in an ad hoc profile.</param>
    /// <param name="asked">The keys of the entitlements that are asked; null for those of the bundle's last signature.</param>
    public static ProvisioningProfile CreateProfile(AppleSigner signer, AppleBundleFacts bundle, AppleBuildType buildType, ImmutableArray<string> devices, IReadOnlyCollection<string>? asked = null)
    {
        var identity = signer.Identity;
        var (from, to) = Keystores.CertificateValidity.Read(identity.Certificate.RawDataMemory);
        var name = $"Throw-away {buildType.Word()} {bundle.Identifier}";
        var content = PropertyListDictionary.Empty
            .With("ApplicationIdentifierPrefix", List([TeamId]))
            .With("CreationDate", new PropertyListDate(from))
            .With("DeveloperCertificates", new PropertyListArray([new PropertyListData([.. identity.Certificate.RawData])]))
            .With("Entitlements", Granted(bundle, asked))
            .With("ExpirationDate", new PropertyListDate(to))
            .With("Name", new PropertyListString(name))
            .With("Platform", List(["iOS"]));
        content = buildType switch
        {
            AppleBuildType.AdHoc => content.With("ProvisionedDevices", List(devices)),
            AppleBuildType.InHouse => content.With("ProvisionsAllDevices", new PropertyListBoolean(true)),
            _ => content,
        };
        content = content
            .With("TeamIdentifier", List([TeamId]))
            .With("TeamName", new PropertyListString(Name))
            .With("UUID", new PropertyListString(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name + identity.CertificateDigest)).AsSpan(0, 16)).ToString("D")))
            .With("Version", new PropertyListInteger(1));
        return ProvisioningProfile.Read(Sign(identity, PropertyList.Write(content, PropertyListFormat.Xml)), name);
    }

    // What the app asks is not known to any portal here, so that it is granted whatever it is.
    private static PropertyListDictionary Granted(AppleBundleFacts bundle, IReadOnlyCollection<string>? asked)
    {
        var granted = PropertyListDictionary.Empty
            .With(EntitlementKeys.ApplicationIdentifier, new PropertyListString($"{TeamId}.{bundle.Identifier}"))
            .With(EntitlementKeys.TeamIdentifier, new PropertyListString(TeamId))
            .With(EntitlementKeys.GetTaskAllow, new PropertyListBoolean(false))
            .With(EntitlementKeys.KeychainGroups, List([TeamId + ".*"]));
        foreach (var key in asked ?? bundle.PreviousEntitlements?.Entries.Select(entry => entry.Key) ?? [])
        {
            if (!EntitlementKeys.IsDerived(key) && !EntitlementKeys.IsProfileOnly(key) && key is not EntitlementKeys.KeychainGroups)
            {
                granted = granted.With(key, new PropertyListString(key is EntitlementKeys.Push ? "production" : "*"));
            }
        }

        return bundle.Role == AppleBundleRole.AppClip
            ? granted.With(EntitlementKeys.OnDemandInstall, new PropertyListBoolean(true)).With(EntitlementKeys.ParentApplications, new PropertyListString(TeamId + ".*"))
            : granted;
    }

    private static byte[] Sign(SigningIdentity identity, byte[] content)
    {
        using var certificate = identity.Certificate.CopyWithPrivateKey((RSA)identity.PrivateKey);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(identity.Chain.Skip(1).ToArray());
        var cms = new SignedCms(new ContentInfo(content));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private static CertificateRequest Leaf(RSA key, X509Certificate2 issuer)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(Name);
        subject.AddOrganizationalUnitName(TeamId);
        subject.AddOrganizationName("MobileDistPipeline");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CodeSigning)], critical: true));
        request.CertificateExtensions.Add(new X509Extension(DistributionMarker, Null, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request;
    }

    private static CertificateRequest Authority(string commonName, ECDsa key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        subject.AddOrganizationName("MobileDistPipeline");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = 0x40;
        return serial;
    }

    private static PropertyListArray List(IEnumerable<string> texts) => new([.. texts.Select(text => new PropertyListString(text))]);
}
