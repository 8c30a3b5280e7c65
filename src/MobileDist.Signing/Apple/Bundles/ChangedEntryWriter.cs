using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Packs what was changed, all processors on the same entry: it is deflated in pieces that know nothing of each other, each but the last
/// flushed to a byte boundary, so that they make one stream when they stand one behind the other (RFC 1951, 3.2.4; as pigz does). Where a
/// stretch of the stream that was there before can stay, as between load commands and signature, it does.
/// </summary>
internal sealed class ChangedEntryWriter(IPackageOutput output, uint dosTime)
{
    private const int PieceSize = 1 << 20;

    // The fastest levels do not fall back to stored blocks and grow what does not compress by an eighth.
    private const int PackedSize = PieceSize + (PieceSize / 4);

    // Before and behind what stays packed.
    private const int LongestSeam = 16;

    private static readonly ZLibCompressionOptions Level = new() { CompressionLevel = 2 };

    /// <summary>Writes entries one behind the other.</summary>
    /// <param name="entries">In the order to write them.</param>
    /// <param name="start">Where the first one's header goes.</param>
    /// <param name="written">Told the unpacked bytes that are done.</param>
    /// <param name="cancellation">Looked at before each piece.</param>
    /// <returns>Their records, and where the last one ends.</returns>
    public (ZipRecord[] Records, long End) Write(IReadOnlyList<ChangedEntry> entries, long start, Action<int> written, CancellationToken cancellation)
    {
        var pieces = PiecesOf(entries);
        var places = new OrderedPlaces(start);
        var offsets = new long[entries.Count];
        var sizes = new long[entries.Count];
        var stored = new bool[entries.Count];
        WorkerGroup.Run(pieces.Count, PieceSize + PackedSize + LongestSeam, (number, buffer) =>
        {
            try
            {
                var piece = pieces[number];
                var entry = entries[piece.Entry];
                var packed = Pack(entry, piece, buffer);
                if (piece is { IsFirst: true, IsLast: true } && packed.Length >= piece.Length)
                {
                    stored[piece.Entry] = true;
                    packed = buffer.AsSpan(0, piece.Length);
                }

                var header = piece.IsFirst ? HeaderLength(entry) : 0;
                if (places.Take(number, header + packed.Length) is not { } place)
                {
                    return;
                }

                if (piece.IsFirst)
                {
                    offsets[piece.Entry] = place;
                }

                Interlocked.Add(ref sizes[piece.Entry], packed.Length);
                output.Write(place + header, packed);
                written(piece.Length);
            }
            catch
            {
                places.Abort();
                throw;
            }
        }, cancellation);

        var records = new ZipRecord[entries.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = Record(entries[i], stored[i], offsets[i], sizes[i]);
            var header = new byte[records[i].LocalHeaderLength];
            records[i].WriteLocalHeader(header);
            output.Write(records[i].Offset, header);
        }

        return (records, places.End);
    }

    private static List<Piece> PiecesOf(IReadOnlyList<ChangedEntry> entries)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Splice is { } splice)
            {
                Cut(pieces, new Piece(i, 0, 0, IsPacked: false, IsFirst: true), splice.Start, splice.Opening);
                Cut(pieces, new Piece(i, splice.PackedStart, 0, IsPacked: true), splice.PackedEnd, splice.Closing);
                Cut(pieces, new Piece(i, splice.End, 0, IsPacked: false), entries[i].Length, []);
            }
            else
            {
                Cut(pieces, new Piece(i, 0, 0, IsPacked: false, IsFirst: true), entries[i].Length, []);
            }

            pieces[^1] = pieces[^1] with { IsLast = true };
        }

        return pieces;
    }

    // From where the first begins up to the end; one at least.
    private static void Cut(List<Piece> pieces, Piece first, long end, byte[] seam)
    {
        var piece = first;
        do
        {
            piece = piece with { Length = (int)Math.Min(PieceSize, end - piece.Offset) };
            pieces.Add(piece);
            piece = piece with { Offset = piece.Offset + piece.Length, IsFirst = false };
        }
        while (piece.Offset < end);

        pieces[^1] = pieces[^1] with { Seam = seam };
    }

    private static Span<byte> Pack(ChangedEntry entry, Piece piece, byte[] buffer)
    {
        var length = piece.Length;
        if (piece.IsPacked)
        {
            entry.Splice!.Read(piece.Offset, buffer.AsSpan(PieceSize, length));
        }
        else
        {
            entry.Read(piece.Offset, buffer.AsSpan(0, length));
            length = Deflate(buffer, piece);
        }

        piece.Seam.CopyTo(buffer, PieceSize + length);
        return buffer.AsSpan(PieceSize, length + piece.Seam.Length);
    }

    private static int Deflate(byte[] buffer, Piece piece)
    {
        using var packed = new MemoryStream(buffer, PieceSize, PackedSize);
        var flushed = 0L;
        using (var deflate = new DeflateStream(packed, Level, leaveOpen: true))
        {
            deflate.Write(buffer, 0, piece.Length);
            if (!piece.IsLast)
            {
                // What comes when it is closed would end the whole stream.
                deflate.Flush();
                flushed = packed.Position;
            }
        }

        return (int)(piece.IsLast ? packed.Position : flushed);
    }

    private int HeaderLength(ChangedEntry entry) => Record(entry, isStored: false, 0, 0).LocalHeaderLength;

    private ZipRecord Record(ChangedEntry entry, bool isStored, long offset, long size) => new(entry.Name)
    {
        Method = (ushort)(isStored ? 0 : 8),
        DosTime = dosTime,
        UnixMode = entry.UnixMode,
        Crc32 = entry.Crc32,
        UncompressedSize = entry.Length,
        CompressedSize = size,
        Offset = offset,
    };

    /// <param name="Entry">Its number.</param>
    /// <param name="Offset">In the unpacked data, or in the packed data that was there before.</param>
    /// <param name="Length">Of that.</param>
    /// <param name="IsPacked">Whether it goes as it is.</param>
    /// <param name="IsFirst">Whether the header of the entry stands before it.</param>
    private sealed record Piece(int Entry, long Offset, int Length, bool IsPacked, bool IsFirst = false)
    {
        /// <summary>Whether it ends the stream.</summary>
        public bool IsLast { get; init; }

        /// <summary>What stands behind it.</summary>
        public byte[] Seam { get; init; } = [];
    }
}
