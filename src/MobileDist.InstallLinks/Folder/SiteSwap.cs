namespace MobileDist.InstallLinks;

/// <summary>
/// Replaces a folder by another one that is made beside it. A folder cannot be renamed over a full one, so the old one
/// steps aside first; a run that dies between the two renames leaves it under its side name, where the next run finds it
/// and puts it back.
/// </summary>
internal sealed class SiteSwap : IDisposable
{
    private readonly string _folder;

    private SiteSwap(string folder)
    {
        _folder = folder;
        StagingFolder = Beside(folder, Guid.NewGuid().ToString("N") + ".pending");
    }

    /// <summary>Where to write the new site; exists, empty.</summary>
    public string StagingFolder { get; }

    public static SiteSwap Begin(string folder)
    {
        Recover(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !IsOurs(folder))
        {
            throw InstallLinkFaults.FolderIsNotOurs(folder);
        }

        var swap = new SiteSwap(folder);
        Directory.CreateDirectory(swap.StagingFolder);
        return swap;
    }

    /// <summary>Puts back what an interrupted swap moved aside; harmless when there is nothing.</summary>
    public static void Recover(string folder)
    {
        var aside = Aside(folder);
        if (!Directory.Exists(aside))
        {
            return;
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(aside, recursive: true);
        }
        else
        {
            Directory.Move(aside, folder);
        }
    }

    /// <summary>Puts the new site in place of the old one.</summary>
    public void Commit()
    {
        var aside = Aside(_folder);
        var replaces = Directory.Exists(_folder);
        if (replaces)
        {
            Directory.Move(_folder, aside);
        }

        try
        {
            Directory.Move(StagingFolder, _folder);
        }
        catch (IOException) when (replaces)
        {
            Directory.Move(aside, _folder);
            throw;
        }

        if (replaces)
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>Takes a site down; never a folder that is not a site of ours.</summary>
    public static WithdrawOutcome Remove(string folder)
    {
        try
        {
            Recover(folder);
            if (!Directory.Exists(folder))
            {
                return new WithdrawOutcome.NothingThere();
            }

            if (!IsOurs(folder))
            {
                return new WithdrawOutcome.NotPossible($"The folder '{folder}' holds no release.json, so it is not a site of ours.");
            }

            // Renamed first: whoever asks meanwhile sees the whole site or none of it.
            var leaving = Beside(folder, Guid.NewGuid().ToString("N") + ".withdrawn");
            Directory.Move(folder, leaving);
            Directory.Delete(leaving, recursive: true);
            return new WithdrawOutcome.Removed();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new WithdrawOutcome.NotPossible($"The folder '{folder}' could not be deleted: {error.Message}");
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(StagingFolder))
        {
            Directory.Delete(StagingFolder, recursive: true);
        }
    }

    internal static string Aside(string folder) => Beside(folder, "previous");

    private static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, ReleaseManifest.FileName));

    private static string Beside(string folder, string suffix) =>
        Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{suffix}");
}
