using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Publish")]
[TaskDescription("Hands the signed packages to their channels.")]
[IsDependentOn(typeof(SignTask))]
public sealed class PublishTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => session.For(context).PublishAsync(context.Cancellation);
}
