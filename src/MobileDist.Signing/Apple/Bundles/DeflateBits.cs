using System.Buffers.Binary;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The packed data of an entry bit by bit. Behind its end come some zeros, and then nothing more.</summary>
internal sealed class DeflateBits(ZipPackage package, ZipEntry entry)
{
    private const int BufferSize = 64 << 10;
    private const int MostPadding = 16;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private long _base;
    private int _position;
    private int _end;
    private int _padding;

    // Above the counted ones there may be more, which are those of the byte that comes next.
    private ulong _bits;
    private int _count;

    /// <summary>The next bits; 56 at least after <see cref="Fill"/>.</summary>
    public ulong Peeked => _bits;

    /// <summary>Bits from the beginning of the data.</summary>
    public long Offset => ((_base + _position + _padding) * 8) - _count;

    /// <summary>Has 56 bits at least to look at; false when the data ended long before.</summary>
    public bool Fill()
    {
        if (_position + sizeof(ulong) > _end)
        {
            return FillByByte();
        }

        _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_position)) << _count;
        _position += (63 - _count) >> 3;
        _count |= 56;
        return true;
    }

    /// <summary>Goes on; by no more bits than were filled in.</summary>
    public void Skip(int bits)
    {
        _bits >>= bits;
        _count -= bits;
    }

    /// <summary>The next bits, at most 16, as a number.</summary>
    public int Take(int bits)
    {
        var value = (int)(_bits & ((1UL << bits) - 1));
        Skip(bits);
        return value;
    }

    /// <summary>Goes to a byte of the data.</summary>
    public void Seek(long position)
    {
        (_bits, _count, _padding) = (0, 0, 0);
        if (position >= _base && position <= _base + _end)
        {
            _position = (int)(position - _base);
        }
        else
        {
            (_base, _position, _end) = (position, 0, 0);
        }
    }

    private bool FillByByte()
    {
        for (; _count < 56; _count += 8)
        {
            if (_position == _end)
            {
                Load();
            }

            if (_position < _end)
            {
                _bits |= (ulong)_buffer[_position++] << _count;
            }
            else if (++_padding > MostPadding)
            {
                return false;
            }
        }

        return true;
    }

    private void Load()
    {
        _base += _end;
        _position = 0;
        _end = (int)Math.Clamp(entry.CompressedSize - _base, 0, BufferSize);
        package.ReadExactly(entry.DataOffset + _base, _buffer.AsSpan(0, _end));
    }
}
