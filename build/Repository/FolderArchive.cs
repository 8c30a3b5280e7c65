using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace MobileDist.Build;

/// <summary>Packs a folder so that the same files always give the same bytes: sorted, one time stamp, one owner.</summary>
internal static class FolderArchive
{
    // The earliest that a zip can say, and not of any build.
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive, and beside it <c>NAME.sha256</c> as <c>sha256sum --check</c> reads it.</summary>
    public static void Write(string folder, string target, ArchiveFormat format)
    {
        using (var pending = PendingFile.For(target))
        {
            using (var output = File.Create(pending.FullPath))
            {
                if (format == ArchiveFormat.Zip)
                {
                    WriteZip(folder, output);
                }
                else
                {
                    WriteTar(folder, output);
                }
            }

            pending.Commit();
        }

        using var written = File.OpenRead(target);
        PendingFile.WriteAllText(target + ".sha256", $"{Convert.ToHexStringLower(SHA256.HashData(written))}  {Path.GetFileName(target)}\n");
    }

    private static void WriteZip(string folder, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create);
        foreach (var (path, name) in Files(folder))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Stamp;
            using var source = File.OpenRead(path);
            using var content = entry.Open();
            source.CopyTo(content);
        }
    }

    private static void WriteTar(string folder, Stream output)
    {
        using var gzip = new GZipStream(output, CompressionLevel.SmallestSize);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        foreach (var (path, name) in Files(folder))
        {
            using var source = File.OpenRead(path);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                ModificationTime = Stamp,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                DataStream = source,
            });
        }
    }

    private static IEnumerable<(string Path, string Name)> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => (path, Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
        .OrderBy(file => file.Item2, StringComparer.Ordinal);
}
