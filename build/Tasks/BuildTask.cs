using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Build")]
[TaskDescription("Builds the packages, or takes those that are there.")]
public sealed class BuildTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => session.For(context).BuildAsync(context.Cancellation);
}
