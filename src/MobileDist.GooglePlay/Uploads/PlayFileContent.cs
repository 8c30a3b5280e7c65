using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace MobileDist.GooglePlay;

/// <summary>The rest of a file as the body of a request: read while it is sent, of known length.</summary>
internal sealed class PlayFileContent : HttpContent
{
    private const int BufferSize = 256 * 1024;

    private readonly PlayFile _file;
    private readonly long _offset;
    private readonly RunningDigest? _digest;

    /// <param name="file">Whose bytes.</param>
    /// <param name="offset">From where on.</param>
    /// <param name="digest">Gets all that is sent; null: nobody asks.</param>
    public PlayFileContent(PlayFile file, long offset, RunningDigest? digest)
    {
        (_file, _offset, _digest) = (file, offset, digest);
        Headers.ContentType = new MediaTypeHeaderValue(PlayUploads.ContentType);
        Headers.ContentRange = new ContentRangeHeaderValue(offset, file.Length - 1, file.Length);
    }

    /// <summary>Hears up to where bytes are about to be given to the network: a broken connection may have taken them.</summary>
    public required Action<long> Sending { get; init; }

    /// <summary>Hears up to where the network has taken bytes.</summary>
    public required Action<long> Sent { get; init; }

    protected override bool TryComputeLength(out long computed)
    {
        computed = _file.Length - _offset;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var position = _offset; position < _file.Length;)
            {
                var read = _file.Read(position, buffer.AsSpan(0, (int)Math.Min(buffer.Length, _file.Length - position)));
                _digest?.Append(position, buffer.AsSpan(0, read));
                Sending(position + read);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                position += read;
                Sent(position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
