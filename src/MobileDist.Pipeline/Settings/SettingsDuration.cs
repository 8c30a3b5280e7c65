using System.Globalization;

namespace MobileDist.Pipeline.Settings;

/// <summary>Durations as people write them in settings: <c>90s</c>, <c>30m</c>, <c>2h</c>.</summary>
internal static class SettingsDuration
{
    /// <summary>More than zero and at most a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var seconds = text[^1] switch
        {
            's' => 1L,
            'm' => 60L,
            'h' => 3600L,
            _ => 0L,
        };
        var total = seconds * number;
        if (total is <= 0 or > 86_400)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(total);
        return true;
    }
}
