namespace MobileDist.Packages.Apple.MachO;

/// <summary>A stretch of another source, such as one slice of a fat file.</summary>
public sealed class MachOSliceSource : IMachOSource
{
    private readonly IMachOSource _whole;
    private readonly long _offset;

    /// <exception cref="ArgumentOutOfRangeException">The stretch lies outside of the source.</exception>
    public MachOSliceSource(IMachOSource whole, long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Length - offset);
        _whole = whole;
        _offset = offset;
        Length = length;
    }

    public long Length { get; }

    public void Read(long offset, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - buffer.Length);
        _whole.Read(_offset + offset, buffer);
    }
}
