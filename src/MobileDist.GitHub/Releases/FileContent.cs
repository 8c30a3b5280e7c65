using System.Net;
using System.Net.Http.Headers;

namespace MobileDist.GitHub;

/// <summary>A file as the body of a request: streamed from disk, a piece at a time.</summary>
internal sealed class FileContent : HttpContent
{
    private const int Piece = 128 * 1024;

    private readonly string _path;
    private readonly long _length;
    private readonly IProgress<WorkProgress>? _progress;

    public FileContent(string path, long length, string contentType, IProgress<WorkProgress>? progress)
    {
        _path = path;
        _length = length;
        _progress = progress;
        Headers.ContentType = new MediaTypeHeaderValue(contentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var work = $"Uploading {Path.GetFileName(_path)}";
        await using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var buffer = new byte[Piece];
        var done = 0L;
        int read;
        while ((read = await file.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            done += read;
            _progress?.Report(new WorkProgress(work, done, _length));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
