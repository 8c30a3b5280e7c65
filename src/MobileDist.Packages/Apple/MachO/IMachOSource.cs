namespace MobileDist.Packages.Apple.MachO;

/// <summary>The bytes of one Mach-O file at any offset. Several threads may read at once.</summary>
public interface IMachOSource
{
    long Length { get; }

    /// <summary>Fills the buffer with the bytes at an offset; the caller asks only for what lies inside <see cref="Length"/>.</summary>
    /// <exception cref="DistributionException">Unfit: the bytes are no longer there (a file that became shorter).</exception>
    void Read(long offset, Span<byte> buffer);
}
