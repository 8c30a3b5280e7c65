namespace MobileDist.Testing;

/// <summary>
/// A clock that stands still while anybody works, and jumps to the next timer once all wait: hours of waiting take
/// milliseconds, in the order in which they would have ended.
/// </summary>
/// <param name="actors">How many work at the same time; each waits for at most one timer at once, and calls <see cref="Leave"/> at its end when there are others.</param>
public sealed class VirtualTime(int actors = 1) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _waiting = new();
    private int _working = actors;
    private long _order;
    private long _ticks = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(callback, state);
        lock (_gate)
        {
            _waiting.Enqueue(timer, (_ticks + dueTime.Ticks, _order++));
        }

        Leave();
        return timer;
    }

    /// <summary>One works no more, for now or for good.</summary>
    public void Leave()
    {
        VirtualTimer? next = null;
        lock (_gate)
        {
            if (--_working == 0 && _waiting.TryDequeue(out next, out var priority))
            {
                Interlocked.Exchange(ref _ticks, priority.Due);
                _working++;
            }
        }

        if (next is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), next, preferLocal: false);
        }
    }

    private sealed class VirtualTimer(TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            // Nothing is held; the queue forgets the timer when it fires.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
