using Cake.Frosting;
using MobileDist.PullRequests;

namespace MobileDist.Build.Tasks;

[TaskName("Announce")]
[TaskDescription("Writes the pull request's comment with links and QR codes.")]
[IsDependentOn(typeof(PublishTask))]
public sealed class AnnounceTask(DistributionSession session, ICiPlatform platform, AnnouncementPrinter printer) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var distribution = await session.ForAsync(context);
        await distribution.AnnounceAsync(context.Cancellation);
        if (distribution.Announcement is { } announcement)
        {
            await platform.AppendSummaryAsync(announcement.Markdown, context.Cancellation);
            printer.Print(announcement);
        }
    }
}
