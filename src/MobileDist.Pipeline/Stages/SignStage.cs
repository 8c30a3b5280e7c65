using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Copy in, sign, verify, copy out: a package leaves this stage with a signature that holds, or not at all.</summary>
internal sealed class SignStage : IReleaseStage
{
    public StageName Name => StageName.Sign;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        if (release.Receipt.Build is not { IsDone: true, Outputs: [var built] })
        {
            throw new DistributionException(ExitCode.Settings, PipelineFaults.StageMissing(Name, StageName.Build));
        }

        var input = await RecordedFiles.RequireAsync(context.OutputFolder, built, StageName.Build, context.Progress, cancellationToken);
        var info = PackageReader.Read(input);
        var settings = await NextBuildNumber.SettleAsync(release, built, info, work, context, cancellationToken);
        using var signer = (await PlatformSigning.For(settings.Platform).OpenAsync(settings, context, make: true, cancellationToken))!;
        WarnOnce(signer.Warnings, release, work);
        PackageCheck.Inspect(info, work);
        var inspection = await signer.InspectAsync(input, info, cancellationToken);
        WarnOnce(inspection.Warnings.Except(signer.Warnings, FaultByText.Instance), release, work);
        var expected = signer.Expected(info);
        var inputs = Fingerprint.Of([("package", built.Sha256), .. signer.Inputs]);
        if (await IsSignedAsync(release, inputs, signer, expected, context, cancellationToken))
        {
            return work.TakenOver("Already signed, and the signature holds; taken over.");
        }

        var target = Path.Combine(context.FolderOf(release), SafeFileName.Of($"{release.Settings.App}-{expected.VersionName}-{expected.BuildNumber}") + Path.GetExtension(input));
        using var pending = PendingFile.For(target);
        var told = context.Progress is { } progress ? context with { Progress = new RenamedProgress(progress, pending) } : context;
        var verified = await signer.SignAsync(input, pending.FullPath, info, told.Progress, cancellationToken);
        RequireExpected(pending.FullPath, verified, signer, expected);
        WarnOnce(verified.Warnings, release, work);
        var digest = await FileDigest.ComputeAsync(pending.FullPath, told.Progress, cancellationToken);
        DeleteOld(release, target, context);
        pending.Commit();
        return work.Done(
            $"Signed with {string.Join(", ", verified.Schemes)}, and verified: '{Path.GetFileName(target)}'.",
            inputs,
            record => record with
            {
                Subject = built.Sha256,
                Outputs = [RecordedFiles.Record(context.OutputFolder, target, digest)],
                Package = PackageFacts.Of(expected),
                Audience = inspection.Audience,
                Signer = new RecordedSigner(verified.CertificateDigest, signer.ThrowAway) { Schemes = verified.Schemes },
            });
    }

    // The receipt may come from another machine: that it says "signed" is not enough, the signature must hold and be ours.
    private static async Task<bool> IsSignedAsync(Release release, string inputs, IPackageSigner signer, PackageInfo expected, StageContext context, CancellationToken cancellationToken)
    {
        if (release.Receipt.Sign is not { IsDone: true, Outputs: [var output] } record
            || !string.Equals(record.Inputs, inputs, StringComparison.Ordinal)
            || !await RecordedFiles.IsIntactAsync(context.OutputFolder, output, context.Progress, cancellationToken))
        {
            return false;
        }

        var path = OutputPath.Resolve(context.OutputFolder, output.Path);
        var work = new VerificationWork(signer.ThrowAway, context.Clock, context.Progress) { AppleRoots = context.AppleRoots };
        var verified = await PlatformSigning.For(release.Settings.Platform).VerifyAsync(path, PackageReader.Read(path), work, cancellationToken);
        RequireExpected(path, verified, signer, expected);
        return true;
    }

    private static void RequireExpected(string path, VerifiedSignature verified, IPackageSigner signer, PackageInfo expected)
    {
        var info = PackageReader.Read(path);
        var same = string.Equals(info.Identifier, expected.Identifier, StringComparison.Ordinal)
            && string.Equals(info.BuildNumber, expected.BuildNumber, StringComparison.Ordinal)
            && string.Equals(verified.CertificateDigest, signer.CertificateDigest, StringComparison.Ordinal);
        if (!same)
        {
            throw new DistributionException(ExitCode.Unfit, PipelineFaults.SignedByAnother(Path.GetFileName(path), verified.CertificateDigest, signer.CertificateDigest));
        }
    }

    private static void WarnOnce(IEnumerable<Fault> warnings, Release release, StageWork work)
    {
        var told = release.Receipt.Check?.Warnings.Select(warning => warning.Headline).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var warning in warnings.Where(warning => !told.Contains(warning.Headline)))
        {
            work.Warn(warning);
        }
    }

    // One release folder, one package: what an earlier version was called must not be attached by mistake. Before the new one
    // is there: where case does not count, a name that differs in nothing else is that of the new one.
    private static void DeleteOld(Release release, string target, StageContext context)
    {
        foreach (var old in release.Receipt.Sign?.Outputs ?? [])
        {
            var path = OutputPath.Resolve(context.OutputFolder, old.Path);
            if (!string.Equals(path, target, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }
    }
}
