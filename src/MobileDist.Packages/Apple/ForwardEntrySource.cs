using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>
/// An entry of a zip file as who reads a Mach-O needs it: the head, then something far behind it, hardly ever backwards. A
/// deflated entry is inflated on the way and thrown away, but for one block; going back begins anew, a few times at most.
/// </summary>
public sealed class ForwardEntrySource(ZipPackage package, ZipEntry entry) : IMachOSource, IDisposable
{
    private const int BlockSize = 64 << 10;
    private const int MostBeginnings = 8;
    private readonly byte[] _block = new byte[BlockSize];
    private Stream? _stream;
    private long _blockStart;
    private int _blockLength;
    private int _beginnings;

    public long Length => entry.UncompressedSize;

    public void Read(long offset, Span<byte> buffer)
    {
        if (entry.IsStored)
        {
            package.ReadExactly(entry.DataOffset + offset, buffer);
            return;
        }

        if (_stream is null || offset < _blockStart)
        {
            Begin();
        }

        while (!buffer.IsEmpty)
        {
            if (offset < _blockStart + _blockLength)
            {
                var from = (int)(offset - _blockStart);
                var count = Math.Min(buffer.Length, _blockLength - from);
                _block.AsSpan(from, count).CopyTo(buffer);
                buffer = buffer[count..];
                offset += count;
            }
            else
            {
                NextBlock();
            }
        }
    }

    public void Dispose() => _stream?.Dispose();

    private void Begin()
    {
        if (_beginnings++ == MostBeginnings)
        {
            throw AppleFaults.ExecutableScattered(package.FileName, entry.Name);
        }

        _stream?.Dispose();
        _stream = package.OpenRead(entry);
        (_blockStart, _blockLength) = (0, 0);
    }

    private void NextBlock()
    {
        _blockStart += _blockLength;
        _blockLength = (int)Math.Min(BlockSize, Length - _blockStart);
        _stream!.ReadExactly(_block.AsSpan(0, _blockLength));
    }
}
