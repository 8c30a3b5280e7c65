using MobileDist.Pipeline.Receipts;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Stages;

/// <summary>Tells what became of a comment, or of what carries the link beside it.</summary>
internal static class DeliveryNote
{
    public static void Write(CommentDelivery delivery, string target, string release, StageContext context)
    {
        var (kind, text, fault) = delivery switch
        {
            CommentDelivery.Written written => (RunNoteKind.Done, $"{(written.IsNew ? "Written to" : "Updated on")} {target}: {written.Link}", null),
            CommentDelivery.Skipped skipped => (RunNoteKind.Skipped, skipped.Reason, null),
            CommentDelivery.Failed { Fault: var why } => (RunNoteKind.Warning, why.Headline, RecordedFault.Of(why, context.Redactor).ToFault()),
            _ => throw new InvalidOperationException("A comment is written, skipped or failed."),
        };
        context.Notes.Write(new RunNote(kind, release, StageName.Announce, context.Redactor.Redact(text), fault));
    }
}
