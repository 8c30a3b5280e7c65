namespace MobileDist.Testing;

/// <summary>A folder for one test, gone with it.</summary>
public sealed class TestFolder : IDisposable
{
    public string FullPath { get; } = RealPath(Directory.CreateTempSubdirectory("mobiledist test ").FullName);

    public string Combine(params string[] parts) => Path.Combine([FullPath, .. parts]);

    /// <summary>Writes a file, its folders included, and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a text file, its folders included, and returns its path.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }

    // Temporary files of macOS lie behind a link, and programs that ask the system where they are name the real folder.
    private static string RealPath(string path) =>
        OperatingSystem.IsMacOS() && path.StartsWith("/var/", StringComparison.Ordinal) ? "/private" + path : path;
}
