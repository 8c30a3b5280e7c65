using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Stages;

/// <summary>
/// Hands the signed package to each channel; a channel that has it already is left alone, and one that fails does not keep
/// it from the others. The stage ends with the first failure all the same.
/// </summary>
internal sealed class PublishStage : IReleaseStage
{
    public StageName Name => StageName.Publish;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var package = await PackageAsync(release, context, cancellationToken);
        ImmutableArray<IChannel> channels = [.. ChannelSet.For(release.Settings)];
        var records = new ChannelRecords(
            release.Receipt.Publish?.Channels ?? [],
            [.. channels.Select(channel => channel.Name)],
            all => work.Interim(null, record => record with { Subject = package.Digest, Channels = all }));
        var failures = new List<DistributionException>();
        var published = false;
        var looked = false;
        foreach (var channel in channels)
        {
            package = package with { Published = records.Done };
            var earlier = records.Find(channel.Name);
            try
            {
                if (earlier is { Unfinished: false } && await HoldsAsync(earlier, channel, package, context, cancellationToken))
                {
                    work.Inform($"'{channel.Name}' has this package already: {earlier.Address(context.OutputFolder)}");
                    records.Keep(earlier);
                    continue;
                }

                if (failures.Count > 0 && channel.LeadsNowhere(package, context))
                {
                    work.Skip($"'{channel.Name}' would lead to what failed only.");
                    if (earlier is not null)
                    {
                        records.Begin(earlier);
                    }

                    continue;
                }

                var (record, changed) = await channel.PublishAsync(package, new ChannelWork(earlier, records.Begin, work), context, cancellationToken);
                records.Finish(record);
                looked = true;
                published |= changed || earlier is null or { Unfinished: true };
                work.Inform($"'{channel.Name}': {Place(record, context)}");
            }
            catch (DistributionException error)
            {
                Fail(channel, error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Fail(channel, new DistributionException(ExitCode.Refused, PipelineFaults.FilesRefused(Name, error.Message), error));
            }
        }

        if (failures.Count > 0)
        {
            throw failures is [var only] ? only : new DistributionException(failures[0].ExitCode, failures.SelectMany(failure => failure.Faults), failures[0]);
        }

        StageRecord Fill(StageRecord record) => record with { Subject = package.Digest, Channels = records.Done };
        const string Unchanged = "Already published and unchanged; taken over.";
        return published || release.Receipt.Publish is not { IsDone: true } ? work.Done("Published.", package.Digest, Fill)
            : looked ? work.TakenOver(Unchanged, package.Digest, Fill)
            : work.TakenOver(Unchanged);

        void Fail(IChannel channel, DistributionException error)
        {
            var reason = context.Redactor.Redact(error.Faults[0].Headline);
            records.Fail(channel, reason);
            if (channels.Length > 1)
            {
                work.Inform($"'{channel.Name}' failed: {reason}");
                error = new DistributionException(error.ExitCode, error.Faults.Select(fault => fault.With("channel", channel.Name)), error);
            }

            failures.Add(error);
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
