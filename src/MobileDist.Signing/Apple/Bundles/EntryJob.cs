using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What <see cref="EntryPass"/> does with one entry while it unpacks it, and what came of it.</summary>
internal sealed class EntryJob(ZipEntry entry)
{
    public ZipEntry Entry => entry;

    /// <summary>Where the packed data goes in the output; null when it does not go there.</summary>
    public ZipRecord? CopyTo { get; init; }

    /// <summary>Whether the data is only read as it is packed.</summary>
    public bool StaysPacked { get; init; }

    /// <summary>Whether the unpacked data is digested.</summary>
    public bool IsDigested { get; init; }

    /// <summary>A file for the unpacked data; null when nobody wants it.</summary>
    public string? ExtractTo { get; init; }

    /// <summary>Of the unpacked data.</summary>
    public FileDigest? Digest { get; set; }

    /// <summary>CRC-32 of the packed data.</summary>
    public uint PackedCrc { get; set; }

    /// <summary>Why it does not unpack; null when it does.</summary>
    public DistributionException? Failure { get; set; }
}
