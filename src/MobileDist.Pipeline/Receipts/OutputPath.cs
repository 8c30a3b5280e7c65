namespace MobileDist.Pipeline.Receipts;

/// <summary>Paths of receipts: relative to the output folder, forward slashes, never out of it.</summary>
internal static class OutputPath
{
    public static string Of(string outputFolder, string fullPath) => Path.GetRelativePath(outputFolder, fullPath).Replace('\\', '/');

    /// <summary>The absolute path that a receipt's path means here.</summary>
    /// <exception cref="DistributionException">It leads out of the output folder: a receipt may come from an untrusted machine.</exception>
    public static string Resolve(string outputFolder, string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part.Length == 0 || part is "." or ".." || part.AsSpan().IndexOfAny("\\:\0") >= 0))
        {
            throw LeadsOut(path);
        }

        var current = outputFolder;
        foreach (var part in parts)
        {
            current = Path.Combine(current, part);
            if (new FileInfo(current).LinkTarget is not null)
            {
                throw LeadsOut(path);
            }
        }

        return Path.GetFullPath(current);
    }

    private static DistributionException LeadsOut(string path) => new(ExitCode.Unfit, PipelineFaults.PathLeadsOut(path));
}
