namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// What the signer knows of an entry that it carried over: that its packed data unpacks, and to what. Whoever finds the same packed data
/// need not unpack it again.
/// </summary>
/// <param name="CompressedSize">Bytes of the packed data.</param>
/// <param name="PackedCrc">CRC-32 of the packed data.</param>
/// <param name="Digest">Of the unpacked data; null for what no seal lists.</param>
internal sealed record CarriedOverEntry(long CompressedSize, uint PackedCrc, FileDigest? Digest);
