namespace MobileDist;

/// <summary>
/// Names that Windows keeps for devices, in every folder and whatever the extension
/// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file): whoever opens <c>con.apk</c> there has the console.
/// </summary>
public static class DeviceNames
{
    private static readonly HashSet<string> Names = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file name, without its folder, is a device's on Windows.</summary>
    public static bool Has(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return Names.Contains(fileName.Split('.')[0].TrimEnd());
    }
}
