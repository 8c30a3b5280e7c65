using System.IO.Compression;

namespace MobileDist.Packages.Zip;

/// <summary>
/// The unpacked data of an entry. Never gives more bytes than the entry claims; at the end the size and the CRC-32 have
/// to be right. Whoever stops reading earlier has checked nothing.
/// </summary>
internal sealed class ZipEntryStream(Stream raw, ZipEntry entry, string file) : Stream
{
    private readonly Stream _data = entry.IsStored ? raw : new DeflateStream(raw, CompressionMode.Decompress);
    private Crc32 _crc;
    private long _position;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.UncompressedSize;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var left = entry.UncompressedSize - _position;
        var read = left == 0 ? 0 : Inflate(buffer[..(int)Math.Min(buffer.Length, left)]);
        if (read > 0)
        {
            _crc.Append(buffer[..read]);
            _position += read;
            if (_position < entry.UncompressedSize)
            {
                return read;
            }
        }

        End();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _data.Dispose();
        }

        base.Dispose(disposing);
    }

    // Checked together with the last bytes, so that nobody can take them without the check.
    private void End()
    {
        _ended = true;
        if (_position < entry.UncompressedSize)
        {
            throw ZipFaults.InflatedSize(file, entry.Name, entry.UncompressedSize, more: false);
        }

        Span<byte> beyond = stackalloc byte[1];
        if (!entry.IsStored && Inflate(beyond) > 0)
        {
            throw ZipFaults.InflatedSize(file, entry.Name, entry.UncompressedSize, more: true);
        }

        if (_crc.Value != entry.Crc32)
        {
            throw ZipFaults.Crc(file, entry.Name, entry.Crc32, _crc.Value);
        }
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _data.Read(buffer);
        }
        catch (InvalidDataException cause)
        {
            throw ZipFaults.Inflate(file, entry.Name, cause);
        }
    }
}
