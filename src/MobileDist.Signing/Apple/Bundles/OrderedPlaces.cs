namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Gives pieces that several threads make at once their places one behind the other, in the order of their numbers. Pieces are
/// begun in that order, so that the one that all wait for is always being made.
/// </summary>
internal sealed class OrderedPlaces(long start)
{
    private readonly object _gate = new();
    private long _next = start;
    private int _turn;
    private bool _isAborted;

    /// <summary>Where the next piece will be; final once all have their places.</summary>
    public long End => _next;

    /// <summary>The place of a piece; null when another failed and none gets a place any more.</summary>
    public long? Take(int number, int size)
    {
        lock (_gate)
        {
            while (_turn != number && !_isAborted)
            {
                Monitor.Wait(_gate);
            }

            if (_isAborted)
            {
                return null;
            }

            var place = _next;
            _next += size;
            _turn++;
            Monitor.PulseAll(_gate);
            return place;
        }
    }

    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            Monitor.PulseAll(_gate);
        }
    }
}
