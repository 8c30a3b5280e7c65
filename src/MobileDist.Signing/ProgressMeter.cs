namespace MobileDist.Signing;

/// <summary>Adds up what several threads have done and tells it on.</summary>
internal sealed class ProgressMeter(string work, long total, IProgress<WorkProgress>? progress)
{
    private long _done;

    public void Add(int bytes)
    {
        var done = Interlocked.Add(ref _done, bytes);
        progress?.Report(new WorkProgress(work, Math.Min(done, total), total));
    }
}
