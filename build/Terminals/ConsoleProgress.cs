using Cake.Core.Diagnostics;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>
/// Long work on the console: one line rewritten in place where somebody is watching; in a log a line at the start, at
/// every quarter (or every ten seconds), and at the end; the platform's own bar moves with those lines. Nothing for work that is over within a second, nor when quiet.
/// </summary>
public sealed class ConsoleProgress(Terminal terminal, ICakeLog log, ICiPlatform platform, TimeProvider time) : IProgress<WorkProgress>
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private WorkProgress _last;
    private WorkProgress _written;
    private long _begun;
    private long _lastWrite;
    private bool _shown;
    private bool _ended = true;

    public void Report(WorkProgress value)
    {
        if (log.Verbosity == Verbosity.Quiet)
        {
            return;
        }

        lock (_gate)
        {
            var isNew = !string.Equals(value.Work, _last.Work, StringComparison.Ordinal) || value.Done < _last.Done;
            _last = value;
            if (isNew)
            {
                Begin(value);
            }
            else if (!_ended)
            {
                Continue(value);
            }
        }
    }

    private void Begin(WorkProgress value)
    {
        _begun = time.GetTimestamp();
        _ended = false;
        _shown = false;
        if (IsDone(value))
        {
            End(value);
        }
        else if (value.Total == 0)
        {
            // Nobody knows how long this takes; it may say nothing for minutes.
            Write(value, ProgressText.Begun(value));
        }
    }

    private void Continue(WorkProgress value)
    {
        var silence = time.GetElapsedTime(_lastWrite);
        if (IsDone(value))
        {
            End(value);
        }
        else if (!_shown)
        {
            if (IsLong)
            {
                Write(value, ProgressText.Begun(value));
            }
        }
        else if (terminal.Facts.IsInteractive ? silence >= LiveInterval : IsStep(value, silence))
        {
            Write(value, ProgressText.Step(value));
        }
    }

    private bool IsLong => time.GetElapsedTime(_begun) >= ShortestStep;

    // A wait says nothing new but how long it has been.
    private bool IsStep(WorkProgress value, TimeSpan silence) => value.Unit == WorkUnit.Seconds
        ? silence >= LongestWait
        : silence >= LongestSilence || (silence >= ShortestStep && ProgressText.Percent(value) / 25 > ProgressText.Percent(_written) / 25);

    private void Write(WorkProgress value, string line)
    {
        _shown = true;
        _written = value;
        _lastWrite = time.GetTimestamp();
        if (terminal.Facts.IsInteractive)
        {
            terminal.Live.Show(ProgressText.Live(value, time.GetElapsedTime(_begun)));
        }
        else
        {
            terminal.Out.WriteLine(Printable.OneLine(line));
            Show(value);
        }
    }

    private void End(WorkProgress value)
    {
        _ended = true;
        if (!_shown && !IsLong)
        {
            return;
        }

        terminal.Out.WriteLine(Printable.OneLine(ProgressText.Ended(value, time.GetElapsedTime(_begun))));
        Show(value);
    }

    // As often as a line goes into the log, which is seldom enough for a platform that draws a bar from it.
    private void Show(WorkProgress value)
    {
        if (!terminal.Facts.IsInteractive && value.Total > 0)
        {
            platform.ShowProgress(ProgressText.Percent(value), value.Work);
        }
    }

    private static bool IsDone(WorkProgress value) => value.Total > 0 && value.Done >= value.Total;
}
