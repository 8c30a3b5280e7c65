namespace MobileDist;

/// <summary>Sizes for people, as phones show them: decimal units, one digit after the point below ten.</summary>
public static class ByteCount
{
    /// <summary><c>5.2 MB</c> for 5231072.</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => Scaled(bytes, 1_000, "kB"),
        < 1_000_000_000 => Scaled(bytes, 1_000_000, "MB"),
        _ => Scaled(bytes, 1_000_000_000, "GB"),
    };

    private static string Scaled(long bytes, double unit, string name)
    {
        var value = bytes / unit;
        return value < 9.95 ? $"{value:0.0} {name}" : $"{value:0} {name}";
    }
}
