using Google.Apis.Util;

namespace MobileDist.GooglePlay;

/// <summary>Our clock in the form that Google's library asks for, set right by Google's own where the two differ.</summary>
internal sealed class GoogleClock(TimeProvider time) : IClock
{
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(20);

    private TimeSpan _skew;
    private TimeSpan _seen;

    public DateTime Now => UtcNow.ToLocalTime();

    public DateTime UtcNow => (time.GetUtcNow() + _skew).UtcDateTime;

    /// <summary>Remembers what time an answer of Google's says it is.</summary>
    public void See(DateTimeOffset theirs) => _seen = theirs - time.GetUtcNow();

    /// <summary>Goes by Google's clock from now on; false when that changes nothing.</summary>
    public bool Adjust()
    {
        if ((_seen - _skew).Duration() <= ToleratedSkew)
        {
            return false;
        }

        _skew = _seen;
        return true;
    }
}
