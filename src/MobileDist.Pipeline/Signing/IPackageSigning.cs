using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Signing;

namespace MobileDist.Pipeline.Signing;

/// <summary>Signs and verifies the packages of one platform.</summary>
internal interface IPackageSigning
{
    /// <summary>Writes a signed copy.</summary>
    Task SignAsync(string input, string output, SigningIdentity identity, PackageInfo package, ImmutableArray<SignatureScheme> schemes, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Recomputes every signature of a package.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> with all findings when it does not hold.</exception>
    Task<VerifiedSignature> VerifyAsync(string path, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);
}
