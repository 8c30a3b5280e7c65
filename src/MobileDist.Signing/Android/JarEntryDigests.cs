using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Digests of unpacked entries, computed by all processors, the largest entries first.</summary>
internal static class JarEntryDigests
{
    private const int BufferSize = 256 << 10;

    /// <summary>Computes all digests. Sizes and checksums of the entries are checked on the way.</summary>
    /// <param name="package">Where the entries are.</param>
    /// <param name="digests">What to compute.</param>
    /// <param name="read">Told the unpacked bytes that are done.</param>
    /// <param name="cancellation">Looked at before each buffer.</param>
    public static void Compute(ZipPackage package, IReadOnlyList<JarEntryDigest> digests, Action<int> read, CancellationToken cancellation)
    {
        // A large entry that is begun last would keep one processor busy while the others idle.
        var order = new JarEntryDigest[digests.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = digests[i];
        }

        Array.Sort(order, static (left, right) => right.Entry.UncompressedSize.CompareTo(left.Entry.UncompressedSize));
        WorkerGroup.Run(order.Length, BufferSize, Digest, cancellation);

        void Digest(int item, byte[] buffer)
        {
            var digest = order[item];
            try
            {
                digest.Value = DigestOne(package, digest, buffer, read, cancellation);
            }
            catch (DistributionException error)
            {
                digest.Failure = error;
            }
        }
    }

    private static byte[] DigestOne(ZipPackage package, JarEntryDigest item, byte[] buffer, Action<int> read, CancellationToken cancellation)
    {
        using var stream = package.OpenRead(item.Entry);
        var first = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        read(first);
        if (first < buffer.Length)
        {
            return CryptographicOperations.HashData(item.Hash, buffer.AsSpan(0, first));
        }

        using var digest = IncrementalHash.CreateHash(item.Hash);
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
