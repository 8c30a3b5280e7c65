using System.Buffers;
using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>The digests of all pages of some content, by one or more algorithms.</summary>
internal sealed class PageHashes
{
    private const int ChunkSize = 1 << 19;
    private const int ChunksAtOnce = 8;

    // By algorithm; none for those that nobody asked for.
    private readonly byte[]?[] _tables = new byte[(int)CodeHashType.Sha384 + 1][];

    private PageHashes(ImmutableArray<CodeHashType> types, int count)
    {
        Count = count;
        foreach (var type in types)
        {
            _tables[(int)type] ??= new byte[(long)count * CodeHash.SizeOf(type)];
        }
    }

    /// <summary>Number of pages, the last of which may be short.</summary>
    public int Count { get; }

    /// <summary>How many pages some content has.</summary>
    public static int CountOf(long length, int pageSize) => checked((int)((length + pageSize - 1) / pageSize));

    /// <summary>Hashes content in one pass on all processors, and copies it while it is at it.</summary>
    /// <param name="content">Read by several threads at once.</param>
    /// <param name="pageSize">At most 512 KiB.</param>
    /// <param name="types">By which algorithms.</param>
    /// <param name="copy">Where the content goes; null for nowhere.</param>
    /// <param name="ct">Looked at between chunks.</param>
    public static PageHashes Compute(IMachOSource content, int pageSize, ImmutableArray<CodeHashType> types, Stream? copy, CancellationToken ct)
    {
        var hashes = new PageHashes(types, CountOf(content.Length, pageSize));
        var batchSize = (int)Math.Min(content.Length, ChunkSize * ChunksAtOnce);

        // Rented: an app has dozens of files, and fresh memory of this size is cleared, and paged in, for each of them.
        var buffer = ArrayPool<byte>.Shared.Rent(batchSize);
        try
        {
            for (var start = 0L; start < content.Length; start += batchSize)
            {
                var batch = buffer.AsMemory(0, (int)Math.Min(batchSize, content.Length - start));
                hashes.Fill(content, start, batch, pageSize, ct);
                copy?.Write(batch.Span);
            }

            return hashes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All digests of one algorithm, one after the other.</summary>
    public ReadOnlySpan<byte> Table(CodeHashType type) => _tables[(int)type];

    /// <summary>The digest of one page.</summary>
    public ReadOnlySpan<byte> Page(CodeHashType type, int page)
    {
        var size = CodeHash.SizeOf(type);
        return _tables[(int)type].AsSpan(page * size, size);
    }

    private void Fill(IMachOSource content, long start, Memory<byte> batch, int pageSize, CancellationToken ct)
    {
        var chunks = (batch.Length + ChunkSize - 1) / ChunkSize;
        WorkerGroup.Run(chunks, 0, (chunk, _) =>
        {
            var part = batch.Span.Slice(chunk * ChunkSize, Math.Min(ChunkSize, batch.Length - (chunk * ChunkSize)));
            var offset = start + (chunk * (long)ChunkSize);
            content.Read(offset, part);
            for (var type = 0; type < _tables.Length; type++)
            {
                if (_tables[type] is { } table)
                {
                    HashPages((CodeHashType)type, table, (int)(offset / pageSize), part, pageSize);
                }
            }
        }, ct);
    }

    private static void HashPages(CodeHashType type, byte[] table, int page, ReadOnlySpan<byte> bytes, int pageSize)
    {
        var size = CodeHash.SizeOf(type);
        for (var at = 0; at < bytes.Length; at += pageSize, page++)
        {
            CodeHash.Compute(type, bytes.Slice(at, Math.Min(pageSize, bytes.Length - at)), table.AsSpan(page * size, size));
        }
    }
}
