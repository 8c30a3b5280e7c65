using Microsoft.Win32.SafeHandles;

namespace MobileDist.Signing;

/// <summary>A file that is written at any offset.</summary>
internal sealed class PackageOutputFile : IPackageOutput
{
    // Reserving space on a full disk ends in an error with the code for "some I/O error" (COR_E_IO) and a message only.
    private const int UnspecificError = unchecked((int)0x80131620);
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    private readonly SafeFileHandle _handle;

    private PackageOutputFile(SafeFileHandle handle) => _handle = handle;

    /// <param name="path">Must not exist yet.</param>
    /// <param name="size">About how large it will be: reserved at once, so that a full disk shows before any work.</param>
    /// <exception cref="IOException">With the system's code for a full disk when there is no room.</exception>
    public static IPackageOutput Create(string path, long size)
    {
        try
        {
            return new PackageOutputFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, size));
        }
        catch (IOException cause) when (size > 0 && cause.HResult == UnspecificError)
        {
            throw new IOException(cause.Message, OperatingSystem.IsWindows() ? DiskFullOnWindows : DiskFullOnUnix);
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Dispose() => _handle.Dispose();
}
