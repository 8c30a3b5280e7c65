using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MobileDist.GooglePlay;

/// <summary>A file to upload, opened once; its bytes pass through and are never held.</summary>
internal sealed class PlayFile : IDisposable
{
    private readonly FileStream _stream;

    private PlayFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
        Length = stream.Length;
    }

    public string Path { get; }

    public long Length { get; }

    public SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>For Google's library, which asks how long it is and reads nothing.</summary>
    public Stream Stream => _stream;

    /// <param name="path">Where.</param>
    /// <param name="limit">The most that Google takes, in bytes.</param>
    public static PlayFile Open(string path, long limit)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
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

    /// <summary>SHA-256 in lower case hexadecimal: a pass over the whole file.</summary>
    public async Task<string> DigestAsync(CancellationToken cancellationToken)
    {
        try
        {
            _stream.Position = 0;
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(_stream, cancellationToken));
        }
        catch (IOException error)
        {
            throw GooglePlayFaults.CannotRead(Path, error);
        }
    }

    /// <summary>Fills the buffer's beginning with what stands there, as much as there is at once, and at least a byte.</summary>
    /// <exception cref="DistributionException">The file cannot be read, or became shorter.</exception>
    public int Read(long position, Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(Handle, buffer, position);
            return read > 0 ? read : throw new EndOfStreamException("it became shorter while it was sent.");
        }
        catch (IOException error)
        {
            throw GooglePlayFaults.CannotRead(Path, error);
        }
    }

    public void Dispose() => _stream.Dispose();
}
