using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>A slice up to its signature as it will be: new load commands, the old content, zeros up to the signature.</summary>
internal sealed class SignedContent(SliceLayout layout, IMachOSource old) : IMachOSource
{
    public long Length => layout.CodeLimit;

    public void Read(long offset, Span<byte> buffer)
    {
        var fromOld = (int)Math.Clamp(old.Length - offset, 0, buffer.Length);
        old.Read(offset, buffer[..fromOld]);
        buffer[fromOld..].Clear();
        if (offset < layout.Head.Length)
        {
            var head = layout.Head.AsSpan((int)offset);
            head[..Math.Min(head.Length, buffer.Length)].CopyTo(buffer);
        }
    }
}
