namespace MobileDist.Testing;

/// <summary>
/// Time for several pieces of work that wait for each other's doings: it stands still while any of them is at work, and
/// jumps to the next alarm when all of them wait. Nothing sleeps, and nothing is quicker than it could be in reality.
/// </summary>
/// <param name="workers">How many work at the same time; each waits for at most one alarm at once.</param>
public sealed class VirtualTime(int workers = 1) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private int _workers = workers;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>One piece of work is over and waits for nothing any more.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _workers--;
        }

        Advance();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void Advance()
    {
        Alarm? due = null;
        lock (_gate)
        {
            if (_alarms.Count > 0 && _alarms.Count >= _workers)
            {
                due = _alarms.MinBy(alarm => alarm.At)!;
                _alarms.Remove(due);
                _now = due.At > _now ? due.At : _now;
            }
        }

        // Never on the stack of whoever began to wait: its continuation would run inside of its own call.
        due?.Ring();
    }

    private sealed class Alarm(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Ring() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = time._now + dueTime;
                    time._alarms.Add(this);
                }
            }

            time.Advance();
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
