using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Stages;

/// <summary>Brings the links to where they stand beside the comment. What goes wrong is told, and fails nothing.</summary>
internal static class LinkPosting
{
    public static async Task RunAsync(Announcement announcement, StageContext context, CancellationToken cancellationToken)
    {
        if (context.LinkTarget is not { } target)
        {
            return;
        }

        foreach (var row in announcement.Rows)
        {
            var delivery = await target.WriteAsync(row, cancellationToken);
            DeliveryNote.Write(delivery, target.Name, row.Key, context);
            if (delivery is CommentDelivery.Failed)
            {
                // A permission that is missing for one is missing for all.
                return;
            }
        }
    }
}
