namespace MobileDist.Packages.Android;

/// <summary>Bytes that are in memory already, for files that are small or deflated.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes, Func<string, DistributionException> malformed)
    : ByteSource(bytes.Length, malformed)
{
    protected override void ReadCore(int offset, Span<byte> destination) =>
        bytes.Span.Slice(offset, destination.Length).CopyTo(destination);
}
