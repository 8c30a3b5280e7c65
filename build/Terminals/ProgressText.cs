using System.Globalization;

namespace MobileDist.Build;

/// <summary>Progress in words. Sizes are decimal, as shops and phones count them.</summary>
internal static class ProgressText
{
    /// <summary>The line that is rewritten in place: share, amount, rate, time left.</summary>
    public static string Live(WorkProgress progress, TimeSpan elapsed)
    {
        var parts = new List<string> { progress.Work };
        if (progress.Total > 0)
        {
            parts.Add($"{Percent(progress),3} %");
        }

        parts.Add(Amount(progress));
        if (Rate(progress, elapsed) is { } rate)
        {
            parts.Add(rate);
        }

        if (Left(progress, elapsed) is { } left)
        {
            parts.Add($"{Duration(left)} left");
        }

        return string.Join("  ", parts);
    }

    /// <summary>The first line of a log.</summary>
    public static string Begun(WorkProgress progress) =>
        progress.Total > 0 ? $"{progress.Work}: {Count(progress.Total, progress.Unit)}" : progress.Work;

    /// <summary>A line on the way.</summary>
    public static string Step(WorkProgress progress) =>
        progress.Total > 0 ? $"{progress.Work}: {Percent(progress)} % ({Amount(progress)})" : $"{progress.Work}: {Amount(progress)}";

    /// <summary>The last line.</summary>
    public static string Ended(WorkProgress progress, TimeSpan elapsed)
    {
        if (progress.Unit == WorkUnit.Seconds)
        {
            return $"{progress.Work}: done in {Duration(elapsed)}";
        }

        var rate = Rate(progress, elapsed) is { } known ? $" ({known})" : "";
        return $"{progress.Work}: done, {Count(progress.Total, progress.Unit)} in {Duration(elapsed)}{rate}";
    }

    public static int Percent(WorkProgress progress) =>
        progress.Total <= 0 ? 0 : (int)Math.Clamp(progress.Done * 100.0 / progress.Total, 0, 100);

    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 10 => $"{span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
        < 60 => $"{(int)span.TotalSeconds} s",
        _ => $"{(int)span.TotalMinutes} min {span.Seconds} s",
    };

    private static string Amount(WorkProgress progress) =>
        progress.Total > 0 ? $"{Number(progress.Done, progress)} of {Count(progress.Total, progress.Unit)}" : Count(progress.Done, progress.Unit);

    private static string Count(long count, WorkUnit unit) => unit switch
    {
        WorkUnit.Bytes => $"{Scaled(count, count)} {Scale(count).Name}",
        WorkUnit.Seconds => Duration(TimeSpan.FromSeconds(count)),
        _ => count.ToString(CultureInfo.InvariantCulture),
    };

    // In the unit of the whole, so that both numbers can be compared at a glance.
    private static string Number(long done, WorkProgress progress) =>
        progress.Unit == WorkUnit.Bytes ? Scaled(done, progress.Total) : done.ToString(CultureInfo.InvariantCulture);

    private static string? Rate(WorkProgress progress, TimeSpan elapsed) =>
        progress.Unit == WorkUnit.Bytes && elapsed >= TimeSpan.FromMilliseconds(50) && progress.Done > 0
            ? $"{Count((long)(progress.Done / elapsed.TotalSeconds), WorkUnit.Bytes)}/s"
            : null;

    private static TimeSpan? Left(WorkProgress progress, TimeSpan elapsed) =>
        progress.Total > 0 && progress.Done > 0 && elapsed > TimeSpan.FromSeconds(1)
            ? TimeSpan.FromSeconds(elapsed.TotalSeconds * (progress.Total - progress.Done) / progress.Done)
            : null;

    private static string Scaled(long bytes, long whole)
    {
        var scale = Scale(whole);
        return (bytes / scale.Size).ToString(scale.Size > 1 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }

    private static (double Size, string Name) Scale(long bytes) => bytes switch
    {
        >= 1_000_000_000 => (1e9, "GB"),
        >= 1_000_000 => (1e6, "MB"),
        >= 1_000 => (1e3, "kB"),
        _ => (1, "B"),
    };
}
