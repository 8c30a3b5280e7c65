namespace MobileDist.Pipeline.Stages;

/// <summary>Tells of a pending file under the name that it will have.</summary>
internal sealed class RenamedProgress(IProgress<WorkProgress> inner, PendingFile pending) : IProgress<WorkProgress>
{
    private readonly string _before = Path.GetFileName(pending.FullPath);
    private readonly string _after = Path.GetFileName(pending.Target);

    public void Report(WorkProgress value) =>
        inner.Report(value with { Work = value.Work.Replace(_before, _after, StringComparison.Ordinal) });
}
