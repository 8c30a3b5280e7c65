using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Build")]
[TaskDescription("Builds the packages, or takes those that are there.")]
public sealed class BuildTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context) =>
        await (await session.ForAsync(context)).BuildAsync(context.Cancellation);
}
