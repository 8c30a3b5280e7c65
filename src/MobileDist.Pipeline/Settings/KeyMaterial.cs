namespace MobileDist.Pipeline.Settings;

/// <summary>A key file: on disk, or its content out of a variable. A class and no record: it may hold a secret.</summary>
internal abstract class KeyMaterial
{
    /// <summary>Key files are some kilobytes; anything bigger is something else.</summary>
    internal const int MaxLength = 1024 * 1024;

    private KeyMaterial(string source) => Source = source;

    /// <summary>For messages: the path, or the variable's name.</summary>
    public string Source { get; }

    public abstract Task<byte[]> ReadAsync(CancellationToken cancellationToken);

    internal sealed class OnDisk(string path) : KeyMaterial(path)
    {
        public override async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
        {
            try
            {
                return new FileInfo(Source).Length > MaxLength
                    ? throw new DistributionException(ExitCode.Unfit, KeyFaults.KeyFileTooBig(Source))
                    : await File.ReadAllBytesAsync(Source, cancellationToken);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new DistributionException(ExitCode.Settings, KeyFaults.KeyFileUnreadable(Source, error.Message), error);
            }
        }
    }

    internal sealed class Inline(string variable, byte[] content) : KeyMaterial(variable)
    {
        public override Task<byte[]> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]>([.. content]);
    }
}
