namespace MobileDist.Pipeline.Stages;

/// <summary>Finds out whether the output folder takes files, by writing one: rights, quotas and read-only mounts say it in no other way on every system.</summary>
internal static class OutputFolderCheck
{
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>, with the system's reason.</exception>
    public static void Require(string folder)
    {
        try
        {
            using var probe = PendingFile.For(Path.Combine(folder, "probe"));
            File.WriteAllBytes(probe.FullPath, []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, PipelineFaults.OutputFolderRefused(folder, error.Message), error);
        }
    }
}
