using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Check")]
[TaskDescription("Finds everything that can be known to be wrong before anything is built.")]
public sealed class CheckTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context) =>
        await (await session.ForAsync(context)).CheckAsync(context.Cancellation);
}
