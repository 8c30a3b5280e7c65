using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Serve")]
[TaskDescription("Serves a published install page to the phones around; --site=FOLDER for another folder, --port=NUMBER.")]
public sealed class ServeTask(DistributionSession session, SiteServing serving) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context) =>
        await serving.ServeAsync(await SiteChoice.OfAsync(context, session), context.Argument("port"), context.Cancellation);
}
