using MobileDist.Packages;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Verifies the JAR signature of an Android App Bundle: each signature block over its signature file, that over the manifest,
/// the manifest over each entry; what was added, changed or taken away is found by name. Stricter than Java, which warns of
/// added entries only and keeps silent about lost ones.
/// </summary>
public static class BundleVerifier
{
    /// <param name="path">The bundle.</param>
    /// <param name="progress">Bytes hashed so far; null when nobody looks.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: not a zip file, or a malformed one; everything else is a finding.</exception>
    public static Task<ApkVerification> VerifyAsync(string path, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => Verify(path, progress, cancellation), cancellation);

    private static ApkVerification Verify(string path, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var package = ZipPackage.Open(path);
        var findings = new ApkFindingList();
        var jar = new JarVerifier(package, findings);
        jar.Verify(new ProgressMeter($"Verifying {package.FileName}", package.TotalUnpacked, progress), cancellation);
        if (!jar.IsPresent)
        {
            findings.NoSignature();
        }

        return jar.IsPresent && findings.IsFine(SignatureScheme.V1)
            ? new ApkVerification(findings.ToImmutable(), [SignatureScheme.V1], jar.Certificates)
            : new ApkVerification(findings.ToImmutable(), [], []);
    }
}
