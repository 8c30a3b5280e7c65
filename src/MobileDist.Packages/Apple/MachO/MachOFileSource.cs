using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>A file on disk, or a stretch of one; nothing is held in memory.</summary>
public sealed class MachOFileSource : IMachOSource, IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly long _offset;
    private readonly string _name;
    private readonly bool _owned;

    private MachOFileSource(SafeFileHandle handle, long offset, long length, string name, bool owned)
    {
        _handle = handle;
        _offset = offset;
        _name = name;
        _owned = owned;
        Length = length;
    }

    public long Length { get; }

    /// <exception cref="DistributionException">Unfit: the file is not there or cannot be read.</exception>
    public static MachOFileSource Open(string path)
    {
        try
        {
            var handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
            return new MachOFileSource(handle, 0, RandomAccess.GetLength(handle), Path.GetFileName(path), owned: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw MachOFaults.Unreadable(path, error);
        }
    }

    /// <summary>A stretch of an open file, which stays open; the caller has checked that the stretch lies inside.</summary>
    public static MachOFileSource Over(SafeFileHandle handle, long offset, long length, string name) => new(handle, offset, length, name, owned: false);

    public void Read(long offset, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - buffer.Length);
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, buffer, _offset + offset);
            if (read == 0)
            {
                throw MachOFaults.Shorter(_name);
            }

            offset += read;
            buffer = buffer[read..];
        }
    }

    public void Dispose()
    {
        if (_owned)
        {
            _handle.Dispose();
        }
    }
}
