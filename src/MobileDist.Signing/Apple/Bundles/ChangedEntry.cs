using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>An entry of the signed package whose content is not that of the input: from memory, or from files when it is code.</summary>
internal sealed class ChangedEntry : IDisposable
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly SignedCodeReader? _code;

    /// <summary>From memory.</summary>
    public ChangedEntry(string name, int unixMode, ReadOnlyMemory<byte> bytes)
    {
        (Name, UnixMode, _bytes) = (name, unixMode, bytes);
        Length = bytes.Length;
        Crc32 = ZipChecksum.Crc32(bytes.Span);
    }

    /// <summary>Signed code.</summary>
    /// <param name="name">Its name in the package.</param>
    /// <param name="unixMode">File type and permissions.</param>
    /// <param name="code">What it holds.</param>
    /// <param name="splice">What of it need not be packed again; null for nothing.</param>
    public ChangedEntry(string name, int unixMode, CodeFile code, DeflateSplice? splice)
    {
        (Name, UnixMode, Crc32, Splice) = (name, unixMode, code.Crc32, splice);
        _code = new SignedCodeReader(code, name);
        Length = _code.Length;
    }

    public string Name { get; }

    public int UnixMode { get; }

    public long Length { get; }

    public uint Crc32 { get; }

    public DeflateSplice? Splice { get; }

    public void Read(long offset, Span<byte> destination)
    {
        if (_code is null)
        {
            _bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
        }
        else
        {
            _code.Read(offset, destination);
        }
    }

    public void Dispose() => _code?.Dispose();
}
