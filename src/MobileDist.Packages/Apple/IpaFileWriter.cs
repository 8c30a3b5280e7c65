using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Writes a folder's files into a new zip file: each entry's data first, its header before it when the sizes are known.</summary>
internal sealed class IpaFileWriter(FileStream output, CompressionLevel compression)
{
    private const int BlockSize = 1 << 18;

    // Deflate can make data a little longer; below this no 64-bit sizes are ever needed.
    private const long LargestFile = uint.MaxValue - (16L << 20);

    private readonly byte[] _block = new byte[BlockSize];

    public async Task WriteAsync(IReadOnlyCollection<IpaSourceFile> files, CancellationToken ct)
    {
        var records = new List<ZipRecord>(files.Count);
        foreach (var file in files)
        {
            records.Add(file.LinkTarget is null ? await WriteFileAsync(file, ct).ConfigureAwait(false) : await WriteLinkAsync(file, ct).ConfigureAwait(false));
        }

        await output.WriteAsync(ZipRecord.Directory(records, output.Position), ct).ConfigureAwait(false);
    }

    private async Task<ZipRecord> WriteFileAsync(IpaSourceFile file, CancellationToken ct)
    {
        var input = new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var disposal = input.ConfigureAwait(false);
        if (input.Length > LargestFile)
        {
            throw AppleFaults.FileTooLarge(file.Name, input.Length);
        }

        var offset = output.Position;
        var start = new ZipRecord(file.Name) { Offset = offset }.DataOffset;
        output.Position = start;
        var (crc, size) = (0U, 0L);
        var deflate = new DeflateStream(output, compression, leaveOpen: true);
        await using (deflate.ConfigureAwait(false))
        {
            while (await input.ReadAsync(_block, ct).ConfigureAwait(false) is > 0 and var read)
            {
                crc = ZipChecksum.Append(crc, _block.AsSpan(0, read));
                size += read;
                await deflate.WriteAsync(_block.AsMemory(0, read), ct).ConfigureAwait(false);
            }
        }

        return await WriteHeaderAsync(file, ZipFormat.Deflated, offset, crc, output.Position - start, size, ct).ConfigureAwait(false);
    }

    private async Task<ZipRecord> WriteLinkAsync(IpaSourceFile file, CancellationToken ct)
    {
        var target = file.TargetBytes();
        var offset = output.Position;
        output.Position = new ZipRecord(file.Name) { Offset = offset }.DataOffset;
        await output.WriteAsync(target, ct).ConfigureAwait(false);
        return await WriteHeaderAsync(file, ZipFormat.Stored, offset, ZipChecksum.Crc32(target), target.Length, target.Length, ct).ConfigureAwait(false);
    }

    private async Task<ZipRecord> WriteHeaderAsync(IpaSourceFile file, ushort method, long offset, uint crc, long compressed, long size, CancellationToken ct)
    {
        // Of no bytes deflate makes none, which nobody could inflate.
        var record = new ZipRecord(file.Name)
        {
            Method = size == 0 ? ZipFormat.Stored : method,
            DosTime = ZipRecord.EarliestDosTime,
            UnixMode = file.Mode,
            Crc32 = crc,
            CompressedSize = compressed,
            UncompressedSize = size,
            Offset = offset,
        };
        var end = record.DataOffset + compressed;
        var header = new byte[record.LocalHeaderLength];
        record.WriteLocalHeader(header);
        output.Position = offset;
        await output.WriteAsync(header, ct).ConfigureAwait(false);
        output.Position = end;
        return record;
    }
}
