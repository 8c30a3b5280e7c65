using Microsoft.Win32.SafeHandles;

namespace MobileDist.Signing.Android;

/// <summary>A file that is written at any offset.</summary>
internal sealed class ApkOutputFile : IApkOutput
{
    private readonly SafeFileHandle _handle;

    private ApkOutputFile(SafeFileHandle handle) => _handle = handle;

    /// <param name="path">Must not exist yet.</param>
    /// <param name="size">About how large it will be: reserved at once, so that a full disk shows before any work.</param>
    public static IApkOutput Create(string path, long size) =>
        new ApkOutputFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, size));

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Dispose() => _handle.Dispose();
}
