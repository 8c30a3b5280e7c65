using System.Security.Cryptography;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The two digests that a seal lists for a file.</summary>
/// <param name="Sha1">20 bytes, for <c>files</c>.</param>
/// <param name="Sha256">32 bytes, for <c>files2</c>.</param>
internal sealed record FileDigest(byte[] Sha1, byte[] Sha256)
{
    public static FileDigest Of(ReadOnlySpan<byte> bytes) => new(SHA1.HashData(bytes), SHA256.HashData(bytes));
}
