using MobileDist.InstallLinks;
using MobileDist.Pipeline.Publishing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Takes down what the channels allow.</summary>
internal sealed class WithdrawStage : IReleaseStage
{
    public StageName Name => StageName.Withdraw;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        foreach (var channel in ChannelSet.For(release.Settings))
        {
            switch (await channel.WithdrawAsync(release.Key, context, cancellationToken))
            {
                case WithdrawOutcome.Removed:
                    work.Inform($"Taken down from '{channel.Name}'.");
                    break;
                case WithdrawOutcome.NothingThere:
                    work.Skip($"There is nothing to take down from '{channel.Name}'.");
                    break;
                case WithdrawOutcome.NotPossible notPossible:
                    work.Warn(PipelineFaults.NotWithdrawn(channel.Name, notPossible.Reason));
                    break;
            }
        }

        return work.Done("Withdrawn.", null, record => record);
    }
}
