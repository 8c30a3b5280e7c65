using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Withdraw")]
[TaskDescription("Takes down what was published, and says so in the comment.")]
public sealed class WithdrawTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context) =>
        await (await session.ForAsync(context)).WithdrawAsync(context.Cancellation);
}
