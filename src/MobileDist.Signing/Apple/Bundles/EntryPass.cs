using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Goes once over entries of a package, with all processors, the largest entries first: unpacks each, which checks its size and
/// checksum, and on the way copies the packed data, digests the unpacked, or writes it to a file.
/// </summary>
internal static class EntryPass
{
    private const int UnpackedSize = 256 << 10;

    /// <param name="package">Where the entries are.</param>
    /// <param name="jobs">What to do; each is done once.</param>
    /// <param name="output">Takes the packed data; null when no job copies.</param>
    /// <param name="read">Told the packed bytes that are done.</param>
    /// <param name="cancellation">Looked at before each block.</param>
    /// <remarks>What does not unpack becomes the <see cref="EntryJob.Failure"/> of its job.</remarks>
    public static void Run(ZipPackage package, IReadOnlyCollection<EntryJob> jobs, IPackageOutput? output, Action<int> read, CancellationToken cancellation)
    {
        // A large entry that is begun last would keep one processor busy while the others idle.
        EntryJob[] order = [.. jobs];
        Array.Sort(order, static (left, right) => (right.Entry.UncompressedSize, left.Entry.Index).CompareTo((left.Entry.UncompressedSize, right.Entry.Index)));
        WorkerGroup.Run(order.Length, PackedEntryStream.BufferSize + UnpackedSize, (item, buffer) =>
        {
            try
            {
                Do(package, order[item], output, buffer, read, cancellation);
            }
            catch (DistributionException error)
            {
                order[item].Failure = error;
            }
        }, cancellation);
    }

    private static void Do(ZipPackage package, EntryJob job, IPackageOutput? output, byte[] buffer, Action<int> read, CancellationToken cancellation)
    {
        using var packed = new PackedEntryStream(package, job.Entry, job.CopyTo, output, buffer.AsMemory(0, PackedEntryStream.BufferSize));
        if (job.StaysPacked)
        {
            cancellation.ThrowIfCancellationRequested();
            packed.Drain();
            job.PackedCrc = packed.Crc;
            read((int)Math.Min(int.MaxValue, job.Entry.CompressedSize));
            return;
        }

        using var stream = package.OpenRead(job.Entry, packed);
        using var file = job.ExtractTo is null ? null : File.OpenHandle(job.ExtractTo, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, job.Entry.UncompressedSize);
        var unpacked = buffer.AsSpan(PackedEntryStream.BufferSize);
        FileDigester? digester = null;
        try
        {
            var done = 0L;
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var before = packed.Position;
                var count = stream.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
                if (file is not null)
                {
                    RandomAccess.Write(file, unpacked[..count], done);
                }

                done += count;
                read((int)Math.Min(int.MaxValue, packed.Position - before));
                if (count < unpacked.Length)
                {
                    packed.Drain();
                    job.PackedCrc = packed.Crc;
                    job.Digest = (job.IsDigested, digester) switch
                    {
                        (false, _) => null,
                        (true, null) => FileDigest.Of(unpacked[..count]),
                        _ => Finish(digester, unpacked[..count]),
                    };
                    return;
                }

                if (job.IsDigested)
                {
                    digester ??= new FileDigester();
                    digester.Append(unpacked);
                }
            }
        }
        finally
        {
            digester?.Dispose();
        }
    }

    private static FileDigest Finish(FileDigester digester, ReadOnlySpan<byte> rest)
    {
        digester.Append(rest);
        return digester.Value();
    }
}
