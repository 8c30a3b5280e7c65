using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Hands the signed package to each channel; a channel that has it already is left alone.</summary>
internal sealed class PublishStage(IPackageSigning signing) : IReleaseStage
{
    public StageName Name => StageName.Publish;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var package = await PackageAsync(release, context, cancellationToken);
        var before = release.Receipt.Publish?.Channels ?? [];
        var done = ImmutableArray.CreateBuilder<RecordedChannel>();
        var published = false;
        foreach (var channel in ChannelSet.For(release.Settings))
        {
            if (await EarlierAsync(before, channel, package, context, cancellationToken) is { } earlier)
            {
                work.Inform($"'{channel.Name}' has this package already: {earlier.Address(context.OutputFolder)}");
                done.Add(earlier);
                continue;
            }

            var now = await channel.PublishAsync(package, context, cancellationToken);
            done.Add(now);
            published = true;
            work.Interim(null, record => record with { Subject = package.Digest, Channels = [.. done] });
            work.Inform($"'{channel.Name}': {now.Address(context.OutputFolder)}");
        }

        return published || release.Receipt.Publish is not { IsDone: true }
            ? work.Done("Published.", package.Digest, record => record with { Subject = package.Digest, Channels = done.ToImmutable() })
            : work.TakenOver("Already published and unchanged; taken over.");
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
        var verified = await signing.VerifyAsync(path, info, context.Progress, cancellationToken);
        return string.Equals(verified.CertificateDigest, signer.CertificateDigest, StringComparison.Ordinal)
            ? new SignedPackage(release.Key, path, output.Sha256, info with { Label = release.Settings.Name ?? info.Label }, signer)
            : throw new DistributionException(ExitCode.Unfit, PipelineFaults.SignedByAnother(output.Path, verified.CertificateDigest, signer.CertificateDigest));
    }

    private static async Task<RecordedChannel?> EarlierAsync(
        ImmutableArray<RecordedChannel> before, IChannel channel, SignedPackage package, StageContext context, CancellationToken cancellationToken)
    {
        var earlier = before.FirstOrDefault(record => string.Equals(record.Channel, channel.Name, StringComparison.Ordinal));
        if (earlier is null || !string.Equals(earlier.Inputs, channel.InputsOf(package, context), StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var file in earlier.Files)
        {
            if (!await RecordedFiles.IsIntactAsync(context.OutputFolder, file, context.Progress, cancellationToken))
            {
                return null;
            }
        }

        return await channel.HoldsAsync(package, context, cancellationToken) ? earlier : null;
    }
}
