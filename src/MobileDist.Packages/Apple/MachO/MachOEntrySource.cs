using Microsoft.Win32.SafeHandles;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>
/// An entry of a zip file at any offset: a stored one where it lies, a small one in memory, any other inflated into a private
/// temporary file that goes with the source.
/// </summary>
public sealed class MachOEntrySource : IMachOSource, IDisposable
{
    private const int MostInMemory = 1 << 20;
    private const int BufferSize = 1 << 18;

    private readonly IMachOSource _bytes;
    private readonly SafeFileHandle? _file;
    private readonly PrivateFolder? _folder;

    private MachOEntrySource(IMachOSource bytes, SafeFileHandle? file = null, PrivateFolder? folder = null)
    {
        _bytes = bytes;
        _file = file;
        _folder = folder;
    }

    public long Length => _bytes.Length;

    /// <summary>Opens an entry of a package that stays open meanwhile; the private folder is made in the system's temporary folder when no other is given. Size and CRC-32 are checked while it is inflated; those of a stored one are not.</summary>
    /// <exception cref="DistributionException">Unfit: the entry is damaged.</exception>
    public static async Task<MachOEntrySource> OpenAsync(ZipPackage package, ZipEntry entry, string? temporaryRoot, CancellationToken ct)
    {
        if (entry.IsStored)
        {
            return new MachOEntrySource(MachOFileSource.Over(package.Handle, entry.DataOffset, entry.UncompressedSize, entry.Name));
        }

        if (entry.UncompressedSize <= MostInMemory)
        {
            return new MachOEntrySource(new MachOMemorySource(package.ReadAllBytes(entry, MostInMemory)));
        }

        var folder = PrivateFolder.Create(temporaryRoot);
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(folder.Combine("entry"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
            var length = await InflateAsync(package, entry, file, ct);
            return new MachOEntrySource(MachOFileSource.Over(file, 0, length, entry.Name), file, folder);
        }
        catch
        {
            file?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    public void Read(long offset, Span<byte> buffer) => _bytes.Read(offset, buffer);

    public void Dispose()
    {
        _file?.Dispose();
        _folder?.Dispose();
    }

    private static async Task<long> InflateAsync(ZipPackage package, ZipEntry entry, SafeFileHandle file, CancellationToken ct)
    {
        var buffer = new byte[BufferSize];
        var length = 0L;
        await using var inflated = package.OpenRead(entry);
        while (await inflated.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) is > 0 and var read)
        {
            await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), length, ct);
            length += read;
        }

        return length;
    }
}
