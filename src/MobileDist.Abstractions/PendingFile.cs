namespace MobileDist;

/// <summary>
/// A file that appears whole or not at all: written under another name in the target's own folder, renamed over the
/// target by <see cref="Commit"/>, and deleted by <see cref="Dispose"/> when that never happened.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private bool _committed;

    private PendingFile(string target, string path)
    {
        Target = target;
        FullPath = path;
    }

    /// <summary>Where the file will be.</summary>
    public string Target { get; }

    /// <summary>Where to write meanwhile; does not exist yet.</summary>
    public string FullPath { get; }

    /// <summary>Prepares to write <paramref name="target"/>; makes its folder when missing.</summary>
    public static PendingFile For(string target)
    {
        var full = Path.GetFullPath(target);
        var folder = Path.GetDirectoryName(full) ?? throw new ArgumentException($"'{target}' is no file path.", nameof(target));
        Directory.CreateDirectory(folder);
        return new PendingFile(full, Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.pending"));
    }

    /// <summary>Writes text as UTF-8 without a byte order mark, in one go.</summary>
    public static void WriteAllText(string target, string text)
    {
        using var pending = For(target);
        File.WriteAllText(pending.FullPath, text);
        pending.Commit();
    }

    /// <summary>Writes bytes in one go.</summary>
    public static void WriteAllBytes(string target, ReadOnlySpan<byte> bytes)
    {
        using var pending = For(target);
        File.WriteAllBytes(pending.FullPath, bytes);
        pending.Commit();
    }

    /// <summary>Puts the file in its place; every handle to it must be closed.</summary>
    public void Commit()
    {
        File.Move(FullPath, Target, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        if (!_committed)
        {
            File.Delete(FullPath);
        }
    }
}
