using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Signing;

/// <summary>Signs and verifies the packages of one platform.</summary>
internal interface IPackageSigning
{
    /// <summary>Opens what the settings sign with, and weighs what can be known about it without a package.</summary>
    /// <param name="release">Whose settings.</param>
    /// <param name="context">The run.</param>
    /// <param name="make">Whether a throw-away key may be made now.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <returns>Null only for a throw-away key that is not there and may not be made.</returns>
    /// <exception cref="DistributionException">Nothing is set, it does not open, or it must not sign.</exception>
    Task<IPackageSigner?> OpenAsync(ReleaseSettings release, StageContext context, bool make, CancellationToken cancellationToken);

    /// <summary>Recomputes every signature of a package.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> with all findings when it does not hold.</exception>
    Task<VerifiedSignature> VerifyAsync(string path, PackageInfo package, VerificationWork work, CancellationToken cancellationToken);
}
