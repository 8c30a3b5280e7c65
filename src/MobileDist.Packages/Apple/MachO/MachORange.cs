namespace MobileDist.Packages.Apple.MachO;

/// <summary>A stretch of a slice, counted from its start.</summary>
public readonly record struct MachORange(long Offset, long Length)
{
    public long End => Offset + Length;
}
