using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Tells how long Apple has taken for what it does now; nobody knows how long it will.</summary>
internal sealed class WaitProgress(IProgress<WorkProgress>? progress) : IProgress<BuildWaitProgress>
{
    private WorkProgress? _current;

    public void Report(BuildWaitProgress value)
    {
        var now = new WorkProgress(Words(value.Stage), (long)value.Waited.TotalSeconds, 0, WorkUnit.Seconds);
        if (_current is { } before && !string.Equals(before.Work, now.Work, StringComparison.Ordinal))
        {
            End();
        }

        _current = now;
        progress?.Report(now);
    }

    /// <summary>The wait is over.</summary>
    public void End()
    {
        if (_current is { } last)
        {
            progress?.Report(last with { Done = Math.Max(1, last.Done), Total = Math.Max(1, last.Done) });
        }

        _current = null;
    }

    private static string Words(BuildWaitStage stage) => stage switch
    {
        BuildWaitStage.Appears => "Waiting for Apple to list the build",
        BuildWaitStage.Processes => "Waiting for Apple to process the build",
        _ => "Waiting for Apple to open the build to testers",
    };
}
