using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline;

/// <summary>Recomputes every signature of a package that somebody has, without settings and without a key.</summary>
public static class PackageVerification
{
    /// <param name="pattern">A path or a pattern that means one package.</param>
    /// <param name="folder">The absolute folder that it starts from.</param>
    /// <param name="acceptAnyIssuer">Whether a certificate that nobody vouches for is good enough, as a throw-away one is.</param>
    /// <param name="clock">Against what certificates and profiles expire.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops between two pieces of work.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: no such package. <see cref="ExitCode.Unfit"/>: it does not hold, with all findings.</exception>
    public static async Task<VerifiedPackage> VerifyAsync(
        string pattern, string folder, bool acceptAnyIssuer, TimeProvider clock, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var path = PackageFinder.Find(new PackageSource([pattern], folder, "to verify")) switch
        {
            PackageFinding.Found found => found.FullPath,
            PackageFinding.NotFound notFound => throw new DistributionException(ExitCode.Settings, notFound.Fault),
            _ => throw new InvalidOperationException("A package is found or it is not."),
        };
        var info = PackageReader.Read(path);
        var work = new VerificationWork(acceptAnyIssuer, clock, progress);
        var verified = await PlatformSigning.For(info.Platform).VerifyAsync(path, info, work, cancellationToken);
        return new VerifiedPackage(path, info, verified.CertificateDigest, verified.Schemes, verified.Warnings);
    }
}
