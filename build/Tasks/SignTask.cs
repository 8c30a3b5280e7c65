using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Sign")]
[TaskDescription("Signs and verifies the packages.")]
[IsDependentOn(typeof(CheckTask))]
[IsDependentOn(typeof(BuildTask))]
public sealed class SignTask(DistributionSession session) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context) =>
        await (await session.ForAsync(context)).SignAsync(context.Cancellation);
}
