using Microsoft.Win32.SafeHandles;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>An entry of the signed package whose content is not that of the input: from memory, or from a file when it is code.</summary>
internal sealed class ChangedEntry : IDisposable
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly SafeFileHandle? _file;

    /// <summary>From memory.</summary>
    public ChangedEntry(string name, int unixMode, ReadOnlyMemory<byte> bytes)
    {
        (Name, UnixMode, _bytes) = (name, unixMode, bytes);
        Length = bytes.Length;
        Crc32 = ZipChecksum.Crc32(bytes.Span);
    }

    /// <summary>From a file.</summary>
    /// <param name="name">Its name in the package.</param>
    /// <param name="unixMode">File type and permissions.</param>
    /// <param name="path">What it holds.</param>
    /// <param name="crc32">Of all that.</param>
    /// <param name="splice">What of it need not be packed again; null for nothing.</param>
    public ChangedEntry(string name, int unixMode, string path, uint crc32, DeflateSplice? splice)
    {
        (Name, UnixMode, Crc32, Splice) = (name, unixMode, crc32, splice);
        _file = File.OpenHandle(path);
        Length = RandomAccess.GetLength(_file);
    }

    public string Name { get; }

    public int UnixMode { get; }

    public long Length { get; }

    public uint Crc32 { get; }

    public DeflateSplice? Splice { get; }

    public void Read(long offset, Span<byte> destination)
    {
        if (_file is null)
        {
            _bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
            return;
        }

        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(_file, destination, offset);
            if (read == 0)
            {
                throw new IOException($"'{Name}' became shorter while it was packed.");
            }

            offset += read;
            destination = destination[read..];
        }
    }

    public void Dispose() => _file?.Dispose();
}
