using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Walks over the blocks of a deflate stream (RFC 1951) to learn where each begins, in the packed data and in the unpacked, which is not
/// made. What is no deflate stream ends the walk and nothing else: whoever wants the data unpacks it, and finds out.
/// </summary>
internal sealed class DeflateBlocks(ZipPackage package, ZipEntry entry)
{
    // No packer makes blocks of less than this on average; without a bound, a hostile one would keep us busy with their codes.
    private const int LeastBlock = 512;
    private const int FewBlocks = 64;

    private const int LongestCode = 15;
    private const int MostFilled = 56;

    // Behind the code of a length: its extra bits, the code of the distance, and the extra bits of that.
    private const int RestOfMatch = 5 + LongestCode + 13;

    private readonly DeflateBits _bits = new(package, entry);
    private readonly DeflateCode _literals = new();
    private readonly DeflateCode _distances = new();
    private int _blocks;

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Where the block that comes next begins, in bits of packed data.</summary>
    public long PackedBits => _bits.Offset;

    /// <summary>Where the block that comes next begins, in bytes of unpacked data.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Goes over one block; false when none comes behind it, or when it is malformed.</summary>
    public bool Skip()
    {
        if (++_blocks > FewBlocks + (PackedBits / (8 * LeastBlock)) || !_bits.Fill())
        {
            return false;
        }

        var isFinal = _bits.Take(1) != 0;
        var isGood = _bits.Take(2) switch
        {
            0 => SkipStored(),
            1 => SetFixed() && SkipSymbols(),
            2 => ReadCodes() && SkipSymbols(),
            _ => false,
        };
        return isGood && !isFinal && Unpacked <= entry.UncompressedSize && PackedBits < entry.CompressedSize * 8;
    }

    private bool SkipStored()
    {
        var start = (PackedBits + 7) / 8;
        _bits.Seek(start);
        if (!_bits.Fill())
        {
            return false;
        }

        var (length, complement) = (_bits.Take(16), _bits.Take(16));
        _bits.Seek(start + 4 + length);
        Unpacked += length;
        return (length ^ complement) == 0xffff;
    }

    private bool SetFixed() =>
        _literals.Set(DeflateSymbols.FixedLengths, DeflateSymbols.LiteralsAndLengths) && _distances.Set(DeflateSymbols.FixedDistanceLengths, DeflateSymbols.Distances);

    // 3.2.7: the lengths of the codes, packed by a code of their own.
    private bool ReadCodes()
    {
        var (literals, distances, count) = (_bits.Take(5) + 257, _bits.Take(5) + 1, _bits.Take(4) + 4);
        Span<byte> lengths = stackalloc byte[19];
        lengths.Clear();
        for (var i = 0; i < count; i++)
        {
            _bits.Fill();
            lengths[CodeLengthOrder[i]] = (byte)_bits.Take(3);
        }

        Span<byte> all = stackalloc byte[320];
        all = all[..(literals + distances)];
        return _literals.Set(lengths, DeflateSymbols.CodeLengths)
            && ReadLengths(all)
            && _literals.Set(all[..literals], DeflateSymbols.LiteralsAndLengths)
            && _distances.Set(all[literals..], DeflateSymbols.Distances);
    }

    private bool ReadLengths(Span<byte> lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            if (!_bits.Fill() || _literals.Find(_bits.Peeked) is not (not 0 and var value))
            {
                return false;
            }

            _bits.Skip(DeflateCode.LengthOf(value));
            var symbol = DeflateSymbols.BaseOf(value);
            var (times, length) = symbol switch
            {
                16 when at > 0 => (3 + _bits.Take(2), lengths[at - 1]),
                16 => (0, 0),
                17 => (3 + _bits.Take(3), 0),
                18 => (11 + _bits.Take(7), 0),
                _ => (1, symbol),
            };
            if (times == 0 || times > lengths.Length - at)
            {
                return false;
            }

            lengths.Slice(at, times).Fill((byte)length);
            at += times;
        }

        return true;
    }

    private bool SkipSymbols()
    {
        var (literals, distances) = (_literals, _distances);
        var unpacked = Unpacked;
        while (unpacked <= entry.UncompressedSize && _bits.Fill())
        {
            var (bits, used) = (_bits.Peeked, 0);
            var value = literals.Find(bits);
            while (DeflateSymbols.IsLiteral(value) && used <= MostFilled - (2 * LongestCode))
            {
                bits >>= DeflateCode.LengthOf(value);
                used += DeflateCode.LengthOf(value);
                unpacked++;
                value = literals.Find(bits);
            }

            if (DeflateSymbols.IsLiteral(value))
            {
                _bits.Skip(used);
                continue;
            }

            _bits.Skip(used + DeflateCode.LengthOf(value));
            if (value == 0)
            {
                return false;
            }

            if (DeflateSymbols.IsEndOfBlock(value))
            {
                Unpacked = unpacked;
                return true;
            }

            if (used > MostFilled - LongestCode - RestOfMatch && !_bits.Fill())
            {
                return false;
            }

            unpacked += DeflateSymbols.BaseOf(value) + _bits.Take(DeflateSymbols.ExtraBitsOf(value));
            var distance = distances.Find(_bits.Peeked);
            _bits.Skip(DeflateCode.LengthOf(distance) + DeflateSymbols.ExtraBitsOf(distance));
            if (distance == 0)
            {
                return false;
            }
        }

        return false;
    }
}
