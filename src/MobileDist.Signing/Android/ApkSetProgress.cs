namespace MobileDist.Signing.Android;

/// <summary>Makes of what is told about one APK after the other how far the whole set is.</summary>
internal sealed class ApkSetProgress(string work, long total, IProgress<WorkProgress>? progress) : IProgress<WorkProgress>
{
    private long _before;
    private long _size;

    /// <summary>The next APK, of so many bytes.</summary>
    public void Begin(long size)
    {
        _before += _size;
        _size = size;
    }

    public void Report(WorkProgress value)
    {
        var part = value.Total > 0 ? (long)((double)value.Done / value.Total * _size) : 0;
        progress?.Report(new WorkProgress(work, Math.Min(_before + part, total), total));
    }
}
