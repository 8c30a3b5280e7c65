using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages;
using MobileDist.Signing;
using MobileDist.Signing.Android;

namespace MobileDist.Pipeline.Signing;

/// <summary>APKs.</summary>
internal sealed class AndroidSigning : IPackageSigning
{
    private const int FindingsShown = 10;

    public Task SignAsync(
        string input,
        string output,
        SigningIdentity identity,
        PackageInfo package,
        ImmutableArray<SignatureScheme> schemes,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken) =>
        ApkSigner.SignAsync(input, output, identity, new ApkSigningOptions { MinSdk = MinSdk(package), Schemes = schemes }, progress, cancellationToken);

    public async Task<VerifiedSignature> VerifyAsync(string path, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var verification = await ApkVerifier.VerifyAsync(path, MinSdk(package), progress, cancellationToken);
        if (!verification.IsVerified)
        {
            var findings = verification.Errors.Take(FindingsShown).Select(finding => finding.Message);
            throw new DistributionException(ExitCode.Unfit, PipelineFaults.SignatureDoesNotHold(findings, verification.Errors.Length));
        }

        // Phones look at one scheme only, and not all at the same: two signers in one package are two apps.
        return verification.CertificateDigests is [var digest]
            ? new VerifiedSignature(digest, [.. verification.Schemes.Select(scheme => scheme.ToString().ToLowerInvariant())])
            : throw new DistributionException(ExitCode.Unfit, PipelineFaults.SeveralSigners(verification.CertificateDigests));
    }

    // A code name stands for a preview that has no number yet; signing for the oldest phones fits every one.
    private static int MinSdk(PackageInfo package) =>
        int.TryParse(package.MinimumOs, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level > 0 ? level : 1;
}
