using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>The digests of all pages of some content, by one or more algorithms.</summary>
internal sealed class PageHashes
{
    private const int ChunkSize = 1 << 19;
    private const int ChunksAtOnce = 8;

    private readonly ImmutableDictionary<CodeHashType, byte[]> _tables;

    private PageHashes(ImmutableDictionary<CodeHashType, byte[]> tables, int count)
    {
        _tables = tables;
        Count = count;
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
    public static async Task<PageHashes> ComputeAsync(IMachOSource content, int pageSize, ImmutableArray<CodeHashType> types, Stream? copy, CancellationToken ct)
    {
        var count = CountOf(content.Length, pageSize);
        var tables = types.Distinct().ToImmutableDictionary(type => type, type => new byte[(long)count * CodeHash.SizeOf(type)]);
        var hashes = new PageHashes(tables, count);
        var batchSize = (int)Math.Min(content.Length, ChunkSize * ChunksAtOnce);
        var (filling, writing) = (new byte[batchSize], copy is null ? [] : new byte[batchSize]);
        var written = Task.CompletedTask;
        for (var start = 0L; start < content.Length; start += batchSize)
        {
            var batch = (int)Math.Min(batchSize, content.Length - start);
            try
            {
                hashes.Fill(content, start, filling.AsMemory(0, batch), pageSize, ct);
            }
            finally
            {
                // Nothing may still read the other buffer or write to the stream when this ends, however it ends.
                await written;
            }

            if (copy is not null)
            {
                (filling, writing) = (writing, filling);
                written = copy.WriteAsync(writing.AsMemory(0, batch), ct).AsTask();
            }
        }

        await written;
        return hashes;
    }

    /// <summary>All digests of one algorithm, one after the other.</summary>
    public ReadOnlySpan<byte> Table(CodeHashType type) => _tables[type];

    /// <summary>The digest of one page.</summary>
    public ReadOnlySpan<byte> Page(CodeHashType type, int page)
    {
        var size = CodeHash.SizeOf(type);
        return _tables[type].AsSpan(page * size, size);
    }

    private void Fill(IMachOSource content, long start, Memory<byte> batch, int pageSize, CancellationToken ct)
    {
        var chunks = (batch.Length + ChunkSize - 1) / ChunkSize;
        WorkerGroup.Run(chunks, 0, (chunk, _) =>
        {
            var part = batch.Span.Slice(chunk * ChunkSize, Math.Min(ChunkSize, batch.Length - (chunk * ChunkSize)));
            var offset = start + (chunk * (long)ChunkSize);
            content.Read(offset, part);
            foreach (var (type, table) in _tables)
            {
                HashPages(type, table, (int)(offset / pageSize), part, pageSize);
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
