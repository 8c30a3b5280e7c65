using System.Buffers.Binary;
using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>
/// The APK Signing Block: a sequence of id and value between the entries and the central directory
/// (AOSP, "APK Signature Scheme v2", section "APK Signing Block").
/// </summary>
public sealed class ApkSigningBlock
{
    private const int FooterSize = 24;
    private const int MostPairs = 1024;

    private ApkSigningBlock(long offset, long size, ImmutableArray<ApkSigningBlockPair> pairs)
    {
        Offset = offset;
        Size = size;
        Pairs = pairs;
    }

    private static ReadOnlySpan<byte> Magic => "APK Sig Block 42"u8;

    /// <summary>Where the block begins in the file, with its first size field.</summary>
    public long Offset { get; }

    /// <summary>Bytes of the whole block, up to the central directory.</summary>
    public long Size { get; }

    /// <summary>In the order of the file; each id of a signature scheme at most once.</summary>
    public ImmutableArray<ApkSigningBlockPair> Pairs { get; }

    /// <summary>Looks for the block of a package; null when it has none.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: there is one, but it is broken.</exception>
    public static ApkSigningBlock? Find(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var end = package.CentralDirectoryOffset;
        Span<byte> footer = stackalloc byte[FooterSize];
        if (end - package.EntriesEnd < FooterSize)
        {
            return null;
        }

        package.ReadExactly(end - FooterSize, footer);
        if (!footer[8..].SequenceEqual(Magic))
        {
            return null;
        }

        // The size does not count the first size field itself.
        var size = BinaryPrimitives.ReadUInt64LittleEndian(footer);
        if (size < FooterSize || size > (ulong)(end - 8))
        {
            throw ApkFaults.BlockSize(package.FileName, size);
        }

        var offset = end - 8 - (long)size;
        if (offset < package.EntriesEnd)
        {
            throw ApkFaults.BlockOverlaps(package.FileName, offset, package.EntriesEnd);
        }

        Span<byte> head = stackalloc byte[8];
        package.ReadExactly(offset, head);
        var first = BinaryPrimitives.ReadUInt64LittleEndian(head);
        return first == size
            ? new ApkSigningBlock(offset, end - offset, ReadPairs(package, offset + 8, end - FooterSize))
            : throw ApkFaults.BlockSizesDiffer(package.FileName, first, size);
    }

    /// <summary>The pair with an id; null when there is none.</summary>
    public ApkSigningBlockPair? Find(uint id)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Id == id)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>The bytes of a pair's value.</summary>
    /// <param name="package">The package that the block was found in.</param>
    /// <param name="pair">One of <see cref="Pairs"/>.</param>
    /// <param name="limit">Bytes; a larger value is an error.</param>
    public static byte[] Read(ZipPackage package, ApkSigningBlockPair pair, int limit)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (pair.Length > limit)
        {
            throw ApkFaults.PairTooLarge(package.FileName, pair.Id, pair.Length, limit);
        }

        var value = new byte[(int)pair.Length];
        package.ReadExactly(pair.Offset, value);
        return value;
    }

    private static ImmutableArray<ApkSigningBlockPair> ReadPairs(ZipPackage package, long offset, long end)
    {
        var pairs = ImmutableArray.CreateBuilder<ApkSigningBlockPair>(4);
        Span<byte> head = stackalloc byte[12];
        while (offset < end)
        {
            if (end - offset < head.Length || pairs.Count == MostPairs)
            {
                throw ApkFaults.BlockPair(package.FileName, pairs.Count);
            }

            package.ReadExactly(offset, head);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (length < 4 || length > (ulong)(end - offset - 8))
            {
                throw ApkFaults.BlockPair(package.FileName, pairs.Count);
            }

            var id = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
            foreach (var earlier in pairs)
            {
                // A reader that takes the first and one that takes the last would see different signers.
                if (earlier.Id == id && id is ApkSigningBlockIds.V2 or ApkSigningBlockIds.V3 or ApkSigningBlockIds.V31)
                {
                    throw ApkFaults.BlockRepeats(package.FileName, id);
                }
            }

            pairs.Add(new ApkSigningBlockPair(id, offset + head.Length, (long)length - 4));
            offset += 8 + (long)length;
        }

        return pairs.ToImmutable();
    }
}
