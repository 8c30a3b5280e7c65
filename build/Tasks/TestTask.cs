using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Test")]
[TaskDescription("Builds this repository and runs its tests; --filter=EXPRESSION for some of them.")]
public sealed class TestTask(SolutionTests tests) : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) =>
        tests.RunAsync(RepositoryLayout.For("Test", context), context.Argument("filter"), context.Cancellation);
}
