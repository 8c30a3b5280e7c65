namespace MobileDist.Pipeline.Settings;

/// <summary>A key file: on disk, or its content out of a variable. A class and no record: it may hold a secret.</summary>
internal abstract class KeyMaterial
{
    /// <summary>Key files are some kilobytes; anything bigger is something else.</summary>
    internal const int MaxLength = 1024 * 1024;

    private KeyMaterial(string source) => Source = source;

    /// <summary>For messages: the path from the folder of the settings, or the variable's name.</summary>
    public string Source { get; }

    public abstract Task<byte[]> ReadAsync(CancellationToken cancellationToken);

    /// <param name="path">Absolute.</param>
    /// <param name="folder">Where the path is told from, absolute.</param>
    internal sealed class OnDisk(string path, string folder) : KeyMaterial(ShownPath.Of(path, folder))
    {
        public override async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
        {
            try
            {
                return new FileInfo(path).Length > MaxLength
                    ? throw new DistributionException(ExitCode.Unfit, KeyFaults.KeyFileTooBig(Source))
                    : await File.ReadAllBytesAsync(path, cancellationToken);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new DistributionException(ExitCode.Settings, KeyFaults.KeyFileUnreadable(Source, error.Message.Replace(path, Source, StringComparison.Ordinal)), error);
            }
        }
    }

    internal sealed class Inline(string variable, byte[] content) : KeyMaterial(variable)
    {
        public override Task<byte[]> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]>([.. content]);
    }
}
