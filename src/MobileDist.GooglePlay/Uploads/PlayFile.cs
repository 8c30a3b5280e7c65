using System.Security.Cryptography;

namespace MobileDist.GooglePlay;

/// <summary>A file to upload, opened once; its bytes pass through and are never held.</summary>
internal sealed class PlayFile : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    private PlayFile(string path, FileStream stream)
    {
        Path = path;
        Stream = stream;
    }

    public string Path { get; }

    public FileStream Stream { get; }

    public long Length => Stream.Length;

    /// <param name="path">Where.</param>
    /// <param name="limit">The most that Google takes, in bytes.</param>
    public static PlayFile Open(string path, long limit)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = BufferSize });
            if (stream.Length == 0 || stream.Length > limit)
            {
                throw GooglePlayFaults.BadSize(path, stream.Length, limit);
            }

            var file = new PlayFile(path, stream);
            stream = null;
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GooglePlayFaults.CannotRead(path, error);
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>SHA-256 in lower case hexadecimal.</summary>
    public async Task<string> DigestAsync(CancellationToken cancellationToken)
    {
        try
        {
            Stream.Position = 0;
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(Stream, cancellationToken));
            Stream.Position = 0;
            return digest;
        }
        catch (IOException error)
        {
            throw GooglePlayFaults.CannotRead(Path, error);
        }
    }

    public void Dispose() => Stream.Dispose();
}
