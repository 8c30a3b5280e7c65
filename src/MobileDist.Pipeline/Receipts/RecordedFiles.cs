namespace MobileDist.Pipeline.Receipts;

/// <summary>Compares the files that a receipt names with those that are there.</summary>
internal static class RecordedFiles
{
    /// <summary>Records a file that was just written.</summary>
    public static RecordedFile Record(string outputFolder, string fullPath, string sha256) =>
        new(OutputPath.Of(outputFolder, fullPath), new FileInfo(fullPath).Length, sha256);

    /// <summary>Whether the file is there with the recorded size and digest.</summary>
    public static async Task<bool> IsIntactAsync(string outputFolder, RecordedFile file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var path = OutputPath.Resolve(outputFolder, file.Path);
        return File.Exists(path)
            && new FileInfo(path).Length == file.Size
            && string.Equals(await FileDigest.ComputeAsync(path, progress, cancellationToken), file.Sha256, StringComparison.Ordinal);
    }

    /// <summary>The path of a file that must be as it was recorded.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it is gone, or was changed since.</exception>
    public static async Task<string> RequireAsync(string outputFolder, RecordedFile file, StageName maker, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var path = OutputPath.Resolve(outputFolder, file.Path);
        if (!File.Exists(path))
        {
            throw new DistributionException(ExitCode.Unfit, PipelineFaults.OutputGone(file.Path, maker));
        }

        return await IsIntactAsync(outputFolder, file, progress, cancellationToken)
            ? path
            : throw new DistributionException(ExitCode.Unfit, PipelineFaults.OutputChanged(file.Path, maker));
    }
}
