using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Packs what was changed, all processors on the same entry: it is deflated in pieces that know nothing of each other, each but the last
/// flushed to a byte boundary, so that they make one stream when they stand one behind the other (RFC 1951, 3.2.4; as pigz does).
/// </summary>
internal sealed class ChangedEntryWriter(IPackageOutput output, uint dosTime)
{
    private const int PieceSize = 1 << 20;

    // The fastest levels do not fall back to stored blocks and grow what does not compress by an eighth.
    private const int PackedSize = PieceSize + (PieceSize / 4);

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
        WorkerGroup.Run(pieces.Count, PieceSize + PackedSize, (number, buffer) =>
        {
            try
            {
                var piece = pieces[number];
                var entry = entries[piece.Entry];
                var data = buffer.AsSpan(0, piece.Length);
                entry.Read(piece.Offset, data);
                var packed = Pack(buffer, piece);
                if (piece.Length == entry.Length && packed.Length >= data.Length)
                {
                    stored[piece.Entry] = true;
                    packed = data;
                }

                var header = piece.Offset == 0 ? HeaderLength(entry) : 0;
                if (places.Take(number, header + packed.Length) is not { } place)
                {
                    return;
                }

                if (piece.Offset == 0)
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
            var offset = 0L;
            do
            {
                var length = (int)Math.Min(PieceSize, entries[i].Length - offset);
                pieces.Add(new Piece(i, offset, length, offset + length == entries[i].Length));
                offset += length;
            }
            while (offset < entries[i].Length);
        }

        return pieces;
    }

    private static Span<byte> Pack(byte[] buffer, Piece piece)
    {
        using var packed = new MemoryStream(buffer, PieceSize, PackedSize);
        var length = 0L;
        using (var deflate = new DeflateStream(packed, Level, leaveOpen: true))
        {
            deflate.Write(buffer, 0, piece.Length);
            if (!piece.IsLast)
            {
                // What comes when it is closed would end the whole stream.
                deflate.Flush();
                length = packed.Position;
            }
        }

        return buffer.AsSpan(PieceSize, (int)(piece.IsLast ? packed.Position : length));
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

    private sealed record Piece(int Entry, long Offset, int Length, bool IsLast);
}
