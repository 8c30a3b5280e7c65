using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Digests of unpacked entries, computed by all processors, the largest entries first.</summary>
internal static class JarEntryDigests
{
    private const int BufferSize = 256 << 10;

    /// <summary>The digest of each entry, in the order given. Sizes and checksums of the entries are checked on the way.</summary>
    /// <param name="package">Where the entries are.</param>
    /// <param name="entries">Which to digest.</param>
    /// <param name="hash">By which hash, for each entry.</param>
    /// <param name="read">Told the unpacked bytes that are done.</param>
    /// <param name="cancellation">Looked at before each buffer.</param>
    /// <param name="failed">Takes the error of an entry that does not unpack; when null, that error is thrown.</param>
    public static async Task<byte[]?[]> ComputeAsync(
        ZipPackage package, IReadOnlyList<ZipEntry> entries, Func<int, HashAlgorithmName> hash, Action<int> read, CancellationToken cancellation, Action<ZipEntry, DistributionException>? failed = null)
    {
        var digests = new byte[]?[entries.Count];
        var order = new int[entries.Count];
        var sizes = new long[entries.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            sizes[i] = -entries[i].UncompressedSize;
        }

        Array.Sort(sizes, order);
        await WorkerGroup.RunAsync(order.Length, BufferSize, Digest, cancellation).ConfigureAwait(false);
        return digests;

        void Digest(int item, byte[] buffer)
        {
            var index = order[item];
            try
            {
                digests[index] = DigestOne(package, entries[index], hash(index), buffer, read, cancellation);
            }
            catch (DistributionException error) when (failed is not null)
            {
                failed(entries[index], error);
            }
        }
    }

    private static byte[] DigestOne(ZipPackage package, ZipEntry entry, HashAlgorithmName hash, byte[] buffer, Action<int> read, CancellationToken cancellation)
    {
        using var stream = package.OpenRead(entry);
        var first = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        read(first);
        if (first < buffer.Length)
        {
            return CryptographicOperations.HashData(hash, buffer.AsSpan(0, first));
        }

        using var digest = IncrementalHash.CreateHash(hash);
        digest.AppendData(buffer);
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            digest.AppendData(buffer, 0, count);
            read(count);
        }

        return digest.GetHashAndReset();
    }
}
