using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Hands the signed package to each channel; a channel that has it already is left alone.</summary>
internal sealed class PublishStage : IReleaseStage
{
    public StageName Name => StageName.Publish;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var package = await PackageAsync(release, context, cancellationToken);
        var before = release.Receipt.Publish?.Channels ?? [];
        var done = ImmutableArray.CreateBuilder<RecordedChannel>();
        var published = false;
        var looked = false;
        foreach (var channel in ChannelSet.For(release.Settings))
        {
            package = package with { Published = [.. done] };
            var earlier = before.FirstOrDefault(record => string.Equals(record.Channel, channel.Name, StringComparison.Ordinal));
            if (earlier is { Unfinished: false } && await HoldsAsync(earlier, channel, package, context, cancellationToken))
            {
                work.Inform($"'{channel.Name}' has this package already: {earlier.Address(context.OutputFolder)}");
                done.Add(earlier);
                continue;
            }

            var (record, changed) = await channel.PublishAsync(package, new ChannelWork(earlier, unfinished => Save([.. done, unfinished with { Unfinished = true }]), work), context, cancellationToken);
            done.Add(record);
            looked = true;
            published |= changed || earlier is null or { Unfinished: true };
            Save([.. done]);
            work.Inform($"'{channel.Name}': {Place(record, context)}");
        }

        StageRecord Fill(StageRecord record) => record with { Subject = package.Digest, Channels = done.ToImmutable() };
        const string Unchanged = "Already published and unchanged; taken over.";
        return published || release.Receipt.Publish is not { IsDone: true } ? work.Done("Published.", package.Digest, Fill)
            : looked ? work.TakenOver(Unchanged, package.Digest, Fill)
            : work.TakenOver(Unchanged);

        // What channels further down had done is kept as well: a run that ends here must not forget an upload.
        void Save(ImmutableArray<RecordedChannel> now)
        {
            var rest = before.Where(record => !now.Any(other => string.Equals(other.Channel, record.Channel, StringComparison.Ordinal)));
            work.Interim(null, record => record with { Subject = package.Digest, Channels = [.. now, .. rest] });
        }
    }

    private async Task<SignedPackage> PackageAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        if (release.Receipt.Sign is not { IsDone: true, Outputs: [var output], Signer: { } signer })
        {
            throw new DistributionException(ExitCode.Settings, PipelineFaults.StageMissing(Name, StageName.Sign));
        }

        var path = await RecordedFiles.RequireAsync(context.OutputFolder, output, StageName.Sign, context.Progress, cancellationToken);
        var info = PackageReader.Read(path);

        // The receipt may come from another machine; what goes to testers is verified on this one.
        var verified = await PlatformSigning.For(release.Settings.Platform).VerifyAsync(path, info, new VerificationWork(signer.ThrowAway, context.Clock, context.Progress) { AppleRoots = context.AppleRoots }, cancellationToken);
        return string.Equals(verified.CertificateDigest, signer.CertificateDigest, StringComparison.Ordinal)
            ? new SignedPackage(release.Key, path, output.Sha256, info with { Label = release.Settings.Name ?? info.Label }, signer, release.Receipt.Sign?.Audience)
            : throw new DistributionException(ExitCode.Unfit, PipelineFaults.SignedByAnother(output.Path, verified.CertificateDigest, signer.CertificateDigest));
    }

    private static string Place(RecordedChannel record, StageContext context) => record.Address(context.OutputFolder) is { Length: > 0 } address ? address : record.Audience ?? "published";

    private static async Task<bool> HoldsAsync(RecordedChannel earlier, IChannel channel, SignedPackage package, StageContext context, CancellationToken cancellationToken)
    {
        if (!string.Equals(earlier.Inputs, channel.InputsOf(package, context), StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var file in earlier.Files)
        {
            if (!await RecordedFiles.IsIntactAsync(context.OutputFolder, file, context.Progress, cancellationToken))
            {
                return false;
            }
        }

        return await channel.HoldsAsync(package, context, cancellationToken);
    }
}
