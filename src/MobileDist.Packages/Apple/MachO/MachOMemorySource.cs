namespace MobileDist.Packages.Apple.MachO;

/// <summary>A small file that is held in memory.</summary>
public sealed class MachOMemorySource(ReadOnlyMemory<byte> bytes) : IMachOSource
{
    public long Length => bytes.Length;

    public void Read(long offset, Span<byte> buffer) => bytes.Span.Slice(checked((int)offset), buffer.Length).CopyTo(buffer);
}
