namespace MobileDist.AppStoreConnect;

/// <summary>The calls of the last hour, to know when the rolling limit lets the next one through.</summary>
internal sealed class CallHour
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Queue<DateTimeOffset> _calls = new();

    public void Add(DateTimeOffset now)
    {
        Forget(now);
        _calls.Enqueue(now);
    }

    /// <summary>
    /// How long until one of our own calls leaves the hour; null when others use the key more than we do, for then theirs
    /// may leave at any moment.
    /// </summary>
    public TimeSpan? UntilOneIsFree(RateLimit? limit, DateTimeOffset now)
    {
        Forget(now);
        return limit is { Remaining: 0 } && _calls.Count > limit.PerHour / 2 ? _calls.Peek() + Hour - now : null;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_calls.TryPeek(out var oldest) && now - oldest >= Hour)
        {
            _calls.Dequeue();
        }
    }
}
