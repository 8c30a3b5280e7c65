namespace MobileDist.Packages.Zip;

/// <summary>The checksum of zip entries, for who writes them.</summary>
public static class ZipChecksum
{
    /// <summary>CRC-32 (polynomial 0xEDB88320) of some bytes.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = default(Crc32);
        crc.Append(bytes);
        return crc.Value;
    }
}
