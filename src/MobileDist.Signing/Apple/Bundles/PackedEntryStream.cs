using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// The packed data of an entry on its way to the inflater, in blocks that are larger than those that the inflater asks for. Each
/// block is written to the output as it comes by, so that the package is read once.
/// </summary>
/// <param name="package">Where the entry lies.</param>
/// <param name="entry">The entry.</param>
/// <param name="record">Where it goes in the output; null when it does not.</param>
/// <param name="output">Null when the entry goes nowhere.</param>
/// <param name="buffer">Room for the local header and one block.</param>
internal sealed class PackedEntryStream(ZipPackage package, ZipEntry entry, ZipRecord? record, IPackageOutput? output, Memory<byte> buffer) : Stream
{
    /// <summary>The least that the buffer should have: a header with the longest name, and one block.</summary>
    public const int BufferSize = (68 << 10) + BlockSize;

    private const int BlockSize = 256 << 10;
    private int _start;
    private int _end;
    private long _loaded;
    private bool _headerWritten;

    /// <summary>CRC-32 of everything that came by.</summary>
    public uint Crc { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.CompressedSize;

    public override long Position { get => _loaded - (_end - _start); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> destination)
    {
        if (_start == _end && !Load())
        {
            return 0;
        }

        var count = Math.Min(destination.Length, _end - _start);
        buffer.Span.Slice(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Lets go by what the inflater did not ask for; at the least the header of an entry without data.</summary>
    public void Drain()
    {
        while (Load())
        {
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Load()
    {
        var header = record is null || _headerWritten ? 0 : record.LocalHeaderLength;
        var count = (int)Math.Min(BlockSize, entry.CompressedSize - _loaded);
        if (header + count == 0)
        {
            return false;
        }

        var block = buffer.Span.Slice(header, count);
        package.ReadExactly(entry.DataOffset + _loaded, block);
        Crc = ZipChecksum.Append(Crc, block);
        if (record is not null && output is not null)
        {
            if (header > 0)
            {
                record.WriteLocalHeader(buffer.Span[..header]);
            }

            output.Write(_headerWritten ? record.DataOffset + _loaded : record.Offset, buffer.Span[..(header + count)]);
        }

        _headerWritten = true;
        _loaded += count;
        (_start, _end) = (header, header + count);
        return count > 0;
    }
}
