namespace MobileDist;

/// <summary>
/// A temporary folder that only this user can enter, for key files and half-made output; gone when disposed, with all
/// that is in it. On Unix its mode is 0700; on Windows the user's own temp folder already is private.
/// </summary>
public sealed class PrivateFolder : IDisposable
{
    private PrivateFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <param name="root">Where to make it; the system's temporary folder when null.</param>
    public static PrivateFolder Create(string? root = null)
    {
        if (root is null)
        {
            return new PrivateFolder(Directory.CreateTempSubdirectory("mobiledist-").FullName);
        }

        var path = Path.Combine(root, "mobiledist-" + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new PrivateFolder(Path.GetFullPath(path));
    }

    /// <summary>A path inside the folder; the name must not lead out of it.</summary>
    public string Combine(string name) => Path.Combine(FullPath, Path.GetFileName(name));

    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
