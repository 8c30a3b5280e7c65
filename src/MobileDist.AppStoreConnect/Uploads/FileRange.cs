using System.Buffers;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// A stretch of a file as the body of a request: read while it is sent, of known length. No MD5 is taken to compare with the entity tag
/// of the storage: it would cost more than the sending. TLS guards the bytes on the way, and Apple refuses a package whose signature does not fit.
/// </summary>
internal sealed class FileRange(SafeFileHandle file, long offset, long length) : HttpContent
{
    private const int BufferSize = 1024 * 1024;

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < length;)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)), offset + done);
                if (read == 0)
                {
                    throw new IOException("The file became shorter while it was read.");
                }

                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
