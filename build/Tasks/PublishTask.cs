using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Publish")]
[TaskDescription("Hands the signed packages to their channels.")]
[IsDependentOn(typeof(SignTask))]
public sealed class PublishTask(DistributionSession session, RunTags tags) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var distribution = await session.ForAsync(context);
        await distribution.PublishAsync(context.Cancellation);
        tags.Set(distribution.Results);
    }
}
