using MobileDist.GooglePlay;
using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Fetches the APK that Play makes of a bundle: what the direct link carries is then what the store installs.</summary>
internal static class UniversalApkStep
{
    private static readonly int[] WaitSeconds = [5, 10, 20, 30, 60];

    public static async Task RunAsync(PlayRun run, SignedPackage package, PlayPackage play, string folder, CancellationToken cancellationToken)
    {
        if (!run.Settings.UniversalApk || play.Kind != PlayPackageKind.Bundle || await HasAsync(run, package, cancellationToken))
        {
            return;
        }

        var apks = new PlayGeneratedApks(run.Session.Api);
        if (await FindAsync(run, apks, play, cancellationToken) is not { } found)
        {
            run.Tell.Warn(PlayFaults.NoUniversalApk());
            return;
        }

        var target = Path.Combine(folder, Path.GetFileNameWithoutExtension(package.FullPath) + "-universal.apk");
        await apks.DownloadAsync(play.Name, play.VersionCode, found, target, run.Context.Progress, cancellationToken);
        var universal = await RecordAsync(run, package, found, target, cancellationToken);
        run.Save(run.Resume with { Universal = universal });
        run.Did($"Fetched '{Path.GetFileName(target)}', which Play made of the bundle, certificate {universal.CertificateDigest[..16]}….");
    }

    private static async Task<bool> HasAsync(PlayRun run, SignedPackage package, CancellationToken cancellationToken) =>
        run.Resume.Universal is { } before
        && string.Equals(before.Bundle, package.Digest, StringComparison.Ordinal)
        && await RecordedFiles.IsIntactAsync(run.Context.OutputFolder, before.File, run.Context.Progress, cancellationToken);

    private static async Task<GeneratedApk?> FindAsync(PlayRun run, PlayGeneratedApks apks, PlayPackage play, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            var list = await apks.ListAsync(play.Name, play.VersionCode, cancellationToken);
            if (!list.IsEmpty || round == WaitSeconds.Length)
            {
                return list.IsEmpty ? null : list[0];
            }

            await Task.Delay(TimeSpan.FromSeconds(WaitSeconds[round]), run.Context.Clock, cancellationToken);
        }
    }

    // It comes from outside like any other package.
    private static async Task<UniversalApk> RecordAsync(PlayRun run, SignedPackage package, GeneratedApk found, string path, CancellationToken cancellationToken)
    {
        var info = PackageReader.Read(path);
        var verified = await new AndroidSigning().VerifyAsync(path, info, new VerificationWork(false, run.Context.Clock, run.Context.Progress), cancellationToken);
        var expected = new (string What, string Found, string Wanted)[]
        {
            ("package name", info.Identifier, package.Info.Identifier),
            ("version code", info.BuildNumber, package.Info.BuildNumber),
            ("certificate", verified.CertificateDigest, found.CertificateDigest ?? verified.CertificateDigest),
        };
        if (expected.FirstOrDefault(one => !string.Equals(one.Found, one.Wanted, StringComparison.OrdinalIgnoreCase)) is { What: not null } other)
        {
            File.Delete(path);
            throw new DistributionException(ExitCode.Unfit, PlayFaults.OtherUniversalApk(other.What, other.Found, other.Wanted));
        }

        var digest = await FileDigest.ComputeAsync(path, run.Context.Progress, cancellationToken);
        return new UniversalApk(package.Digest, RecordedFiles.Record(run.Context.OutputFolder, path, digest), verified.CertificateDigest);
    }
}
