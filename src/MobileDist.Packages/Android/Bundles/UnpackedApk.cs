using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>One APK of an APK set, in a temporary folder of its own; gone when disposed.</summary>
public sealed class UnpackedApk : IDisposable
{
    // It is unpacked to the disk of whoever looks into a stranger's set.
    private const int Largest = int.MaxValue;
    private const int LongestName = 100;
    private const int CopySize = 1 << 20;

    private readonly PrivateFolder _folder;

    private UnpackedApk(PrivateFolder folder, string path)
    {
        _folder = folder;
        FullPath = path;
    }

    /// <summary>Where it is.</summary>
    public string FullPath { get; }

    /// <summary>Unpacks an APK; its size and checksum are right then.</summary>
    /// <param name="set">The set.</param>
    /// <param name="apk">One of its <see cref="ApkSetReader.Apks"/>.</param>
    /// <param name="cancellation">Nothing is left behind when it fires.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the entry is damaged or has 2 GiB or more; or there is no room, with the system's error as its cause.</exception>
    public static UnpackedApk Of(ZipPackage set, ZipEntry apk, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(apk);
        if (apk.UncompressedSize > Largest)
        {
            throw ZipFaults.TooLarge(set.FileName, apk.Name, apk.UncompressedSize, Largest);
        }

        PrivateFolder? folder = null;
        try
        {
            folder = PrivateFolder.Create();
            var path = folder.Combine(FileNameOf(apk));
            Unpack(set, apk, path, cancellation);
            return new UnpackedApk(folder, path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            folder?.Dispose();
            throw BundleFaults.NoRoom(set.FileName, cause.Message, cause);
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>What the APK says about itself; many splits say no more than their app, version code and name.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it is malformed.</exception>
    public PackageInfo Read()
    {
        using var package = ZipPackage.Open(FullPath);
        return ApkReader.Read(package);
    }

    public void Dispose() => _folder.Dispose();

    private static void Unpack(ZipPackage set, ZipEntry apk, string path, CancellationToken cancellation)
    {
        using var output = File.Create(path);
        using var input = set.OpenRead(apk);
        var buffer = new byte[(int)Math.Clamp(apk.UncompressedSize, 1, CopySize)];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(buffer.AsSpan(0, read));
        }
    }

    // Messages name the file, so that it is called as in the set, as far as every file system can.
    private static string FileNameOf(ZipEntry apk)
    {
        var name = string.Concat(apk.Name[(apk.Name.LastIndexOf('/') + 1)..].Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_'));
        return name.Length is 0 or > LongestName || DeviceNames.Has(name) ? "part.apk" : name;
    }
}
