namespace MobileDist.Packages.Zip;

/// <summary>The checksum of zip entries, for who writes them.</summary>
public static class ZipChecksum
{
    /// <summary>CRC-32 (polynomial 0xEDB88320) of some bytes.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what has this checksum so far, followed by some bytes; it begins with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32(crc);
        sum.Append(bytes);
        return sum.Value;
    }
}
