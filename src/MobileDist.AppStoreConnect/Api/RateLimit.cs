using System.Globalization;

namespace MobileDist.AppStoreConnect;

/// <summary>What is left of the calls that a key has in a rolling hour.</summary>
/// <param name="PerHour">Calls an hour, 3500 by Apple's example.</param>
/// <param name="Remaining">Calls left right now.</param>
public sealed record RateLimit(int PerHour, int Remaining)
{
    /// <summary>
    /// The wait before a call when less than a twentieth is left: as long as it takes the rolling hour to give one back.
    /// Before that zero.
    /// </summary>
    public TimeSpan Pause => Remaining < PerHour / 20 ? TimeSpan.FromHours(1) / PerHour : TimeSpan.Zero;

    /// <summary>Reads <c>user-hour-lim:3500;user-hour-rem:500;</c>; null when it is something else.</summary>
    public static RateLimit? Parse(string header)
    {
        int? limit = null;
        int? remaining = null;
        foreach (var pair in header.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split(':', 2) is [var name, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                limit = name is "user-hour-lim" ? value : limit;
                remaining = name is "user-hour-rem" ? value : remaining;
            }
        }

        return limit > 0 && remaining is { } left ? new RateLimit(limit.Value, left) : null;
    }
}
