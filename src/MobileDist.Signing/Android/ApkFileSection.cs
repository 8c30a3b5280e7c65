using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>A section that is a piece of a package's file.</summary>
internal sealed class ApkFileSection(ZipPackage package, long start, long length) : ApkSection
{
    public override long Length => length;

    public override void Read(long offset, Span<byte> destination) => package.ReadExactly(start + offset, destination);
}
