using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Check")]
[TaskDescription("Finds everything that can be known to be wrong before anything is built.")]
public sealed class CheckTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => session.For(context).CheckAsync(context.Cancellation);
}
