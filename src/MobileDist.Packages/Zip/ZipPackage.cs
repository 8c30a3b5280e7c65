using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Zip;

/// <summary>
/// A zip file read at random: only its directory is in memory. Everything the file says about itself is checked when it is
/// opened, strictly: what two readers could understand differently is refused (PKWARE APPNOTE 6.3; the same rules as
/// Android's own reader, and some more). Reading from several threads at once is fine.
/// </summary>
public sealed class ZipPackage : IDisposable
{
    private readonly Dictionary<string, ZipEntry> _byName;
    private readonly ZipEntry[] _entries;
    private readonly byte[] _directory;
    private readonly EndOfCentralDirectory _end;

    private ZipPackage(SafeFileHandle handle, string path)
    {
        Handle = handle;
        FullPath = path;
        FileName = Path.GetFileName(path);
        Length = RandomAccess.GetLength(handle);
        _end = EndOfCentralDirectory.Find(handle, Length, FileName);
        _directory = ReadDirectory(handle, _end, FileName);
        _entries = CentralDirectoryReader.Read(_directory, _end, FileName);
        _byName = new Dictionary<string, ZipEntry>(_entries.Length, StringComparer.Ordinal);
        foreach (var entry in _entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
            {
                throw ZipFaults.Duplicate(FileName, entry.Name);
            }
        }

        var limit = _end.DirectoryOffset;
        EntriesEnd = LocalHeaderReader.Read(_entries, _directory, new ZipWindow(handle, limit, FileName), limit, FileName);
    }

    /// <summary>The path that it was opened by.</summary>
    public string FullPath { get; }

    /// <summary>File name without folders, for messages.</summary>
    public string FileName { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long Length { get; }

    /// <summary>For reading at any offset; owned by this object.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>In the order of the central directory; at least one.</summary>
    public IReadOnlyList<ZipEntry> Entries => _entries;

    /// <summary>Where the last entry ends; the signing block, if any, comes after it.</summary>
    public long EntriesEnd { get; }

    /// <summary>Bytes of all entries when unpacked, as the central directory claims them.</summary>
    public long TotalUnpacked => _entries.Sum(static entry => entry.UncompressedSize);

    public long CentralDirectoryOffset => _end.DirectoryOffset;

    public long CentralDirectorySize => _end.DirectorySize;

    /// <summary>Where the (32-bit) end record begins; it reaches to the end of the file, its comment included.</summary>
    public long EndOfCentralDirectoryOffset => _end.Offset;

    /// <summary>The central directory's bytes as they are in the file.</summary>
    public ReadOnlyMemory<byte> CentralDirectory => _directory;

    /// <summary>Whether the file has a ZIP64 end record.</summary>
    public bool IsZip64 => _end.IsZip64;

    /// <summary>Opens a zip file.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it cannot be read, or is malformed or hostile in any way.</exception>
    public static ZipPackage Open(string path)
    {
        var handle = OpenHandle(path);
        try
        {
            return new ZipPackage(handle, path);
        }
        catch (IOException cause)
        {
            handle.Dispose();
            throw ZipFaults.Unreadable(path, cause);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The entry with exactly this name; null when there is none.</summary>
    public ZipEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The unpacked data. Throws <see cref="DistributionException"/> (<see cref="ExitCode.Unfit"/>) while reading when the
    /// data does not unpack, has another size than claimed, or another CRC-32; the last two together with the last bytes.
    /// </summary>
    public Stream OpenRead(ZipEntry entry) => OpenRead(entry, OpenRaw(entry));

    /// <summary>The same, where the data comes through a stream of the caller's, who wants to see it on its way.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="raw">Gives what <see cref="OpenRaw"/> gives; owned by the result.</param>
    public Stream OpenRead(ZipEntry entry, Stream raw)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new ZipEntryStream(raw, entry, FileName);
    }

    /// <summary>The data as it is in the file, packed or not; nothing is checked.</summary>
    public Stream OpenRaw(ZipEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new ZipSliceStream(Handle, entry.DataOffset, entry.CompressedSize, FileName);
    }

    /// <summary>The whole unpacked data, checked as by <see cref="OpenRead(ZipEntry)"/>.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="limit">Bytes; a larger entry is an error and is not unpacked at all.</param>
    public byte[] ReadAllBytes(ZipEntry entry, int limit)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.UncompressedSize > limit)
        {
            throw ZipFaults.TooLarge(FileName, entry.Name, entry.UncompressedSize, limit);
        }

        var bytes = new byte[(int)entry.UncompressedSize];
        using var stream = OpenRead(entry);
        stream.ReadExactly(bytes);

        // An empty entry has no last bytes to be checked with.
        return bytes.Length > 0 || stream.ReadByte() < 0 ? bytes : throw ZipFaults.InflatedSize(FileName, entry.Name, 0, more: true);
    }

    /// <summary>Fills the buffer with the file's bytes at an offset.</summary>
    /// <exception cref="DistributionException">The file ends before.</exception>
    public void ReadExactly(long offset, Span<byte> buffer) => ReadExactly(Handle, offset, buffer, FileName);

    public void Dispose() => Handle.Dispose();

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ZipFaults.Missing(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ZipFaults.Unreadable(path, cause);
        }
    }

    private static byte[] ReadDirectory(SafeFileHandle handle, EndOfCentralDirectory end, string file)
    {
        if (end.DirectoryOffset > end.DirectoryLimit || end.DirectorySize != end.DirectoryLimit - end.DirectoryOffset)
        {
            throw ZipFaults.DirectoryBounds(file, end.DirectoryOffset, end.DirectorySize, end.DirectoryLimit);
        }

        if (end.DirectorySize > ZipFormat.LargestCentralDirectory)
        {
            throw ZipFaults.DirectoryTooLarge(file, end.DirectorySize);
        }

        var directory = new byte[(int)end.DirectorySize];
        ReadExactly(handle, end.DirectoryOffset, directory, file);
        return directory;
    }

    private static void ReadExactly(SafeFileHandle handle, long offset, Span<byte> buffer, string file)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0)
            {
                throw ZipFaults.Cut(file, offset);
            }

            offset += read;
            buffer = buffer[read..];
        }
    }
}
