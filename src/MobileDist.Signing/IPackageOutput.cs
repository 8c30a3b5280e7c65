namespace MobileDist.Signing;

/// <summary>Where a signed package is written to, piece by piece in any order, by several threads at once.</summary>
internal interface IPackageOutput : IDisposable
{
    void Write(long offset, ReadOnlySpan<byte> bytes);
}
