using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Verifies an APK set: every APK in it by <see cref="ApkVerifier"/>, one after the other in a temporary folder, and that all are
/// signed by the same certificate and of one app and version code, as Android asks of what it installs together. The table of
/// contents is signed by nobody; what it names has to be there.
/// </summary>
public static class ApkSetVerifier
{
    /// <param name="path">The set.</param>
    /// <param name="minSdk">The oldest API level that the app installs on; counts for the APKs that name none themselves.</param>
    /// <param name="progress">Bytes verified so far; null when nobody looks.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no set, one without an APK that it names, or no room to unpack one; everything else is a finding that names the APK.</exception>
    public static Task<ApkVerification> VerifyAsync(string path, int minSdk, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => VerifySetAsync(path, minSdk, progress, cancellation), cancellation);

    private static async Task<ApkVerification> VerifySetAsync(string path, int minSdk, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var set = ZipPackage.Open(path);
        var apks = ApkSetReader.Apks(set);
        var told = new ApkSetProgress($"Verifying {set.FileName}", apks.Sum(apk => apk.UncompressedSize), progress);
        var findings = new ApkFindingList();
        var agreement = new ApkSetAgreement(findings);
        foreach (var entry in apks)
        {
            told.Begin(entry.UncompressedSize);
            try
            {
                using var apk = UnpackedApk.Of(set, entry, cancellation);
                var info = apk.Read();
                agreement.Add(entry.Name, info, await ApkVerifier.VerifyAsync(apk.FullPath, ApkSetMinSdk.Of(info, minSdk), told, cancellation));
            }
            catch (DistributionException error) when (error.InnerException is not (IOException or UnauthorizedAccessException))
            {
                // A disk that is full or broken says nothing about the set.
                findings.ApkMalformed(entry.Name, error.Message);
            }
        }

        return new ApkVerification(findings.ToImmutable(), agreement.Schemes, agreement.CertificateDigests);
    }
}
