using System.Globalization;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;
using MobileDist.Signing.Android;

namespace MobileDist.Pipeline.Signing;

/// <summary>APKs and app bundles.</summary>
internal sealed class AndroidSigning : IPackageSigning
{
    private const int FindingsShown = 10;

    public async Task<IPackageSigner?> OpenAsync(ReleaseSettings release, StageContext context, bool make, CancellationToken cancellationToken)
    {
        var signing = release.Signing;
        var key = await KeyOpener.OpenAsync(signing, context.Clock, make, cancellationToken);
        try
        {
            return key is null ? null : new AndroidPackageSigner(key, KeyOpener.Inspect(key, context.Clock), signing.Schemes, release.Android!);
        }
        catch (DistributionException)
        {
            key!.Dispose();
            throw;
        }
    }

    public Task<VerifiedSignature> VerifyAsync(string path, PackageInfo package, VerificationWork work, CancellationToken cancellationToken) =>
        VerifyAsync(path, package, PipelineFaults.PackageDoesNotVerify, work.Progress, cancellationToken);

    /// <summary>Recomputes every signature of an APK or an app bundle.</summary>
    /// <param name="path">The package.</param>
    /// <param name="package">What it says about itself.</param>
    /// <param name="fault">What a failure means, of file, findings and their number: something else for a package of ours than for anybody's.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> with the findings.</exception>
    public static async Task<VerifiedSignature> VerifyAsync(
        string path, PackageInfo package, Func<string, IEnumerable<string>, int, Fault> fault, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (package.Format == PackageFormat.ApkSet)
        {
            throw new DistributionException(ExitCode.Unfit, AndroidPackageFaults.ApkSet(package.Identifier));
        }

        var verification = package.Format == PackageFormat.Aab
            ? await BundleVerifier.VerifyAsync(path, progress, cancellationToken)
            : await ApkVerifier.VerifyAsync(path, MinSdk(package), progress, cancellationToken);
        if (!verification.IsVerified)
        {
            var findings = verification.Errors.Take(FindingsShown).Select(finding => finding.Message);
            throw new DistributionException(ExitCode.Unfit, fault(path, findings, verification.Errors.Length));
        }

        // Phones look at one scheme only, and not all at the same: two signers in one package are two apps.
        return verification.CertificateDigests is [var digest]
            ? new VerifiedSignature(digest, [.. verification.Schemes.Select(NameOf)])
            : throw new DistributionException(ExitCode.Unfit, PipelineFaults.SeveralSigners(verification.CertificateDigests));
    }

    /// <summary>As receipts and settings write it: <c>v2</c>.</summary>
    public static string NameOf(SignatureScheme scheme) => scheme.ToString().ToLowerInvariant();

    /// <summary>A code name stands for a preview that has no number yet; signing for the oldest phones fits every one.</summary>
    public static int MinSdk(PackageInfo package) =>
        int.TryParse(package.MinimumOs, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level > 0 ? level : 1;
}
