using System.Buffers;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Bytes of a package that does not exist yet: pieces of the input and new ones in between, one after the other.</summary>
internal sealed class PackagePieces(ZipPackage package) : ApkSection
{
    private readonly List<Piece> _pieces = [];
    private readonly ArrayBufferWriter<byte> _new = new(4096);
    private long _length;

    public override long Length => _length;

    /// <summary>Adds bytes of the input.</summary>
    public void Copy(long source, long length)
    {
        if (length == 0)
        {
            return;
        }

        if (_pieces.Count > 0 && _pieces[^1] is { IsNew: false } last && last.Source + last.Length == source)
        {
            _pieces[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _pieces.Add(new Piece(_length, length, source, IsNew: false));
        }

        _length += length;
    }

    /// <summary>Adds new bytes, zeros until they are filled in, which has to be at once.</summary>
    public Span<byte> Add(int length)
    {
        if (length == 0)
        {
            return [];
        }

        var start = _new.WrittenCount;
        var bytes = _new.GetSpan(length)[..length];
        bytes.Clear();
        _new.Advance(length);
        _pieces.Add(new Piece(_length, length, start, IsNew: true));
        _length += length;
        return bytes;
    }

    public override void Read(long offset, Span<byte> destination)
    {
        for (var at = FindPiece(offset); !destination.IsEmpty; at++)
        {
            var piece = _pieces[at];
            var skip = offset - piece.Output;
            var count = (int)Math.Min(destination.Length, piece.Length - skip);
            if (piece.IsNew)
            {
                _new.WrittenSpan.Slice((int)(piece.Source + skip), count).CopyTo(destination);
            }
            else
            {
                package.ReadExactly(piece.Source + skip, destination[..count]);
            }

            offset += count;
            destination = destination[count..];
        }
    }

    private int FindPiece(long offset)
    {
        var (low, high) = (0, _pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _pieces[middle].Output <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    // A class, and not a struct: lists of classes are compiled already.
    private sealed record Piece(long Output, long Length, long Source, bool IsNew);
}
