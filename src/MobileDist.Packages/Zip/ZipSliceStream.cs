using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Zip;

/// <summary>A part of a file as a stream that only goes forward; many can read the same handle at once.</summary>
internal sealed class ZipSliceStream(SafeFileHandle handle, long offset, long length, string file) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - _position);
        if (wanted == 0)
        {
            return 0;
        }

        var read = RandomAccess.Read(handle, buffer[..wanted], offset + _position);
        if (read == 0)
        {
            throw ZipFaults.Cut(file, offset + _position);
        }

        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
