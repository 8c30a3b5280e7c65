namespace MobileDist.Pipeline.Stages;

/// <summary>
/// What a run that was killed left half-written in a release's folder: pending files and staging folders have names of their
/// own, so nobody takes them for output, but they are as large as the package and would stay for ever.
/// </summary>
internal static class Leftovers
{
    /// <summary>Deletes them. A release has one run at a time, so nothing pending is anybody's when its first stage begins.</summary>
    public static void Delete(string releaseFolder)
    {
        if (!Directory.Exists(releaseFolder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(releaseFolder, ".*.pending"))
        {
            File.Delete(path);
        }

        foreach (var path in Directory.EnumerateDirectories(releaseFolder, ".*.pending"))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
