namespace MobileDist.Signing.Android;

/// <summary>A section that is in memory.</summary>
internal sealed class ApkMemorySection(ReadOnlyMemory<byte> bytes) : ApkSection
{
    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> destination) => bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
