using System.Collections.Immutable;
using MobileDist.Pipeline.Receipts;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Stages;

/// <summary>Brings the comments to the pull request and tells what became of them.</summary>
internal static class CommentPosting
{
    public static async Task<Announcement> RunAsync(Announcement announcement, StageContext context, CancellationToken cancellationToken)
    {
        if (context.CommentTarget is not { } target)
        {
            return announcement;
        }

        var deliveries = ImmutableArray.CreateBuilder<CommentDelivery>(announcement.Comments.Length);
        foreach (var comment in announcement.Comments)
        {
            var delivery = await target.WriteAsync(comment, cancellationToken);
            DeliveryNote.Write(delivery, target.Name, comment.Releases is [var only] ? only.Key : comment.Key, context);
            deliveries.Add(delivery);
        }

        return announcement with { Deliveries = deliveries.MoveToImmutable() };
    }

    /// <summary>The failures that the settings do not forgive.</summary>
    public static IEnumerable<DistributionException> FailuresOf(Announcement announcement, StageContext context) =>
        from failed in announcement.Deliveries.OfType<CommentDelivery.Failed>()
        where context.Settings.Comment.Required
        select new DistributionException(failed.ExitCode, RecordedFault.Of(failed.Fault, context.Redactor).ToFault());
}
