namespace MobileDist.Signing;

/// <summary>The sentences for a signed package that cannot be written, whatever its platform.</summary>
internal static class OutputFaults
{
    public static DistributionException SameFile(string path) => new(
        ExitCode.Settings, new Fault($"'{path}' is both the package to sign and the output.", "Give another path for the signed package; an input file is never changed."));

    /// <summary>What an error of the system means for the user.</summary>
    public static DistributionException Of(string path, Exception cause) =>
        cause is IOException error && IsDiskFull(error) ? DiskFull(path, cause) : NotWritten(path, cause);

    private static DistributionException DiskFull(string path, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"The disk ran full while '{path}' was written; nothing was left behind.", "Free space on that disk, or give another output folder.").With("output", path),
        cause);

    private static DistributionException NotWritten(string path, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"'{path}' could not be written: {cause.Message}", "Give an output folder that this user can write to.").With("output", path),
        cause);

    // ENOSPC, EDQUOT and EFBIG on Unix; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xffff) is 112 or 39
        : error.HResult is 28 or 122 or 69 or 27;
}
