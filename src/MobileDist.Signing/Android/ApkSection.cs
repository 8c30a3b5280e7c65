namespace MobileDist.Signing.Android;

/// <summary>One of the parts that a content digest goes over; read at any offset by several threads at once.</summary>
internal abstract class ApkSection
{
    public abstract long Length { get; }

    /// <summary>Fills the span from an offset; the two lie within <see cref="Length"/>.</summary>
    public abstract void Read(long offset, Span<byte> destination);
}
