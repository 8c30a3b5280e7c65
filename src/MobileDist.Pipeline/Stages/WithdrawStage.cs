using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Publishing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Takes down what the channels allow. What is still there afterwards is a failure: it must not be told to be gone.</summary>
internal sealed class WithdrawStage : IReleaseStage
{
    private static readonly ImmutableArray<string> QrCodes = ["qr.png", "qr.svg"];

    public StageName Name => StageName.Withdraw;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var left = new List<Fault>();
        foreach (var channel in ChannelSet.For(release.Settings))
        {
            var recorded = (release.Receipt.Publish?.Channels ?? []).Where(record => string.Equals(record.Channel, channel.Name, StringComparison.Ordinal));
            foreach (var (host, outcome) in await channel.WithdrawAsync(release.Key, [.. recorded], context, cancellationToken))
            {
                switch (outcome)
                {
                    case WithdrawOutcome.Removed:
                        work.Inform($"Taken down from '{host}'.");
                        break;
                    case WithdrawOutcome.NothingThere:
                        work.Skip($"There is nothing to take down from '{host}'.");
                        break;
                    case WithdrawOutcome.NotPossible notPossible:
                        left.Add(PipelineFaults.NotWithdrawn(host, notPossible.Reason));
                        break;
                }
            }
        }

        // The codes lead to what is gone.
        foreach (var code in QrCodes.Select(name => Path.Combine(context.FolderOf(release), name)).Where(path => left.Count == 0 && File.Exists(path)))
        {
            File.Delete(code);
        }

        return left.Count == 0 ? work.Done("Withdrawn.", null, record => record) : throw new DistributionException(ExitCode.Refused, left);
    }
}
