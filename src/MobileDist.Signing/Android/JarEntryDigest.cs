using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>An entry whose unpacked data is to be digested, and what came out.</summary>
internal sealed class JarEntryDigest(ZipEntry entry, HashAlgorithmName hash)
{
    public ZipEntry Entry { get; } = entry;

    public HashAlgorithmName Hash { get; } = hash;

    /// <summary>The digest; null until it is computed, or when that failed.</summary>
    public byte[]? Value { get; set; }

    /// <summary>Why the entry did not unpack; null when it did.</summary>
    public DistributionException? Failure { get; set; }
}
