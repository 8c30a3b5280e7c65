using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Reads out of a certificate what Apple put there; a certificate whose extensions are malformed simply has none.</summary>
internal static class AppleCertificateFacts
{
    /// <summary>How the OIDs of Apple's markers begin.</summary>
    public const string Markers = "1.2.840.113635.100.6.";

    private const string OrganizationalUnit = "2.5.4.11";
    private const string CommonNameType = "2.5.4.3";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private const string DeveloperRelations = Markers + "2.1";

    // The first that is there decides: Apple Distribution bears the Mac's marker as well, Apple Development too.
    private static readonly (string Oid, AppleCertificateKind Kind)[] Kinds =
    [
        (Markers + "1.4", AppleCertificateKind.Distribution),
        (Markers + "1.2", AppleCertificateKind.Development),
        (Markers + "1.25.1", AppleCertificateKind.TestFlight),
        (Markers + "1.13", AppleCertificateKind.DeveloperId),
        (Markers + "1.14", AppleCertificateKind.DeveloperIdInstaller),
        (Markers + "1.8", AppleCertificateKind.MacInstaller),
        (Markers + "1.7", AppleCertificateKind.MacApp),
        (Markers + "1.12", AppleCertificateKind.MacDevelopment),
    ];

    public static AppleCertificateKind Kind(X509Certificate2 certificate) =>
        Kinds.FirstOrDefault(entry => Has(certificate, entry.Oid)).Kind;

    /// <summary>The marker of the authority that issues developer certificates.</summary>
    public static bool IsDeveloperRelations(X509Certificate2 certificate) => Has(certificate, DeveloperRelations);

    public static bool AllowsCodeSigning(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
                .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => string.Equals(oid.Value, CodeSigning, StringComparison.Ordinal)));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Where the issuer's certificate is, as the certificate itself says it; null when it does not.</summary>
    public static string? IssuerAddress(X509Certificate2 certificate)
    {
        try
        {
            var address = certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(access => access.EnumerateCAIssuersUris()).FirstOrDefault();
            return address is not null && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string? TeamId(X509Certificate2 certificate) => Name(certificate.SubjectName, OrganizationalUnit);

    public static string? CommonName(X509Certificate2 certificate) => Name(certificate.SubjectName, CommonNameType);

    /// <summary>
    /// What messages call a certificate: they end up in logs and comments that others read, and a certificate for development bears
    /// a person's whole name. <c>Apple Development: Jane Doe (ABCDE12345)</c> becomes <c>Apple Development: … (ABCDE12345)</c>.
    /// </summary>
    public static string ShownName(X509Certificate2 certificate)
    {
        if (CommonName(certificate) is not { } name)
        {
            return $"serial {certificate.SerialNumber}";
        }

        return Kind(certificate) is AppleCertificateKind.Development or AppleCertificateKind.MacDevelopment ? WithoutPerson(name) : name;
    }

    /// <summary>A common name without whom it names: the kind of certificate before, and the number behind.</summary>
    public static string WithoutPerson(string name)
    {
        var (colon, bracket) = (name.IndexOf(": ", StringComparison.Ordinal), name.LastIndexOf(" (", StringComparison.Ordinal));
        return $"{(colon < 0 ? "" : name[..(colon + 2)])}…{(bracket > colon ? name[bracket..] : "")}";
    }

    public static string? Name(X500DistinguishedName name, string type)
    {
        try
        {
            return name.EnumerateRelativeDistinguishedNames()
                .FirstOrDefault(part => !part.HasMultipleElements && string.Equals(part.GetSingleElementType().Value, type, StringComparison.Ordinal))
                ?.GetSingleElementValue();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string? IssuerName(X509Certificate2 certificate) => Name(certificate.IssuerName, CommonNameType);

    /// <summary>Whether a certificate has an extension; Apple marks its kinds of certificates so.</summary>
    public static bool Has(X509Certificate2 certificate, string oid) =>
        certificate.Extensions.Any(extension => string.Equals(extension.Oid?.Value, oid, StringComparison.Ordinal));
}
