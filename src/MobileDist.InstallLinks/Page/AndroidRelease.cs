using System.Globalization;

namespace MobileDist.InstallLinks;

/// <summary>API levels in the words of people who own a phone (https://apilevels.com, Android's "uses-sdk" page).</summary>
internal static class AndroidRelease
{
    /// <summary><c>Android 5.0</c> for <c>21</c>; the level itself where no version number belongs to it.</summary>
    public static string Name(string apiLevel) =>
        int.TryParse(apiLevel, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? Name(level) : $"Android {apiLevel}";

    private static string Name(int level) => level switch
    {
        14 => "Android 4.0",
        15 => "Android 4.0.3",
        16 => "Android 4.1",
        17 => "Android 4.2",
        18 => "Android 4.3",
        19 => "Android 4.4",
        21 => "Android 5.0",
        22 => "Android 5.1",
        23 => "Android 6.0",
        24 => "Android 7.0",
        25 => "Android 7.1",
        26 => "Android 8.0",
        27 => "Android 8.1",
        28 => "Android 9",
        29 => "Android 10",
        30 => "Android 11",
        31 => "Android 12",
        32 => "Android 12L",
        33 => "Android 13",
        34 => "Android 14",
        35 => "Android 15",
        36 => "Android 16",
        _ => $"Android API level {level}",
    };
}
