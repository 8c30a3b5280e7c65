using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What <see cref="IpaVerifier"/> came to.</summary>
/// <param name="Findings">Errors and warnings; of very many, the first few hundred.</param>
/// <param name="Identifier">The app's bundle identifier.</param>
/// <param name="TeamId">The team that signed; null where the signature names none.</param>
/// <param name="CertificateDigest">SHA-256 of the certificate that signed the app, lower-case hexadecimal; null where there is none.</param>
/// <param name="Bundles">Paths in the app of the bundles that were looked at; the app itself, the last, is <c>""</c>.</param>
/// <param name="CodeFiles">How many Mach-O files were looked at.</param>
public sealed record IpaVerification(
    ImmutableArray<IpaFinding> Findings, string Identifier, string? TeamId, string? CertificateDigest, ImmutableArray<string> Bundles, int CodeFiles)
{
    /// <summary>Whether devices that the profile is for accept the package: nothing but warnings was found.</summary>
    public bool IsVerified => Errors.IsEmpty;

    public ImmutableArray<IpaFinding> Errors => [.. Findings.Where(finding => !finding.IsWarning)];

    public ImmutableArray<IpaFinding> Warnings => [.. Findings.Where(finding => finding.IsWarning)];

    /// <summary>Throws all errors at once, if there are any.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>.</exception>
    public void ThrowIfUnfit(string package)
    {
        if (!IsVerified)
        {
            throw new DistributionException(ExitCode.Unfit, Errors.Select(finding => finding.ToFault().With("package", package)));
        }
    }
}
