using System.Text;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>A file or symbolic link of a folder that becomes part of an IPA.</summary>
/// <param name="FullPath">Where it is; not to be opened when it is a link.</param>
/// <param name="Name">What the entry is called.</param>
/// <param name="LinkTarget">Of a symbolic link; null for a file.</param>
/// <param name="Mode"><c>st_mode</c>.</param>
internal sealed record IpaSourceFile(string FullPath, string Name, string? LinkTarget, int Mode)
{
    // 0100755, 0100644, 0120755.
    private const int Executable = 0x81ed;
    private const int Plain = 0x81a4;
    private const int Link = 0xa1ed;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>All files below a folder, by name in ordinal order; links are not followed.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="prefix">What to put before each name, with a slash at its end.</param>
    /// <param name="source">What the user gave, for messages.</param>
    public static List<IpaSourceFile> Find(string folder, string prefix, string source)
    {
        var found = new List<IpaSourceFile>();
        Add(new DirectoryInfo(folder), prefix, found);
        var links = found.Where(file => file.LinkTarget is not null).Select(file => file.Name[prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        foreach (var file in found)
        {
            ZipNames.Check(file.Name, source);
            if (file.LinkTarget is { } target && !IosLinks.StaysInside(file.Name[prefix.Length..], target, links))
            {
                throw AppleFaults.LinkLeadsOut(source, file.Name, target);
            }
        }

        found.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found;
    }

    /// <summary>The target of a link as an entry holds it.</summary>
    public byte[] TargetBytes() => Encoding.UTF8.GetBytes(LinkTarget ?? "");

    private static void Add(DirectoryInfo folder, string prefix, List<IpaSourceFile> found)
    {
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            if (item.Name is ".DS_Store" or "__MACOSX" || item.Name.StartsWith("._", StringComparison.Ordinal))
            {
                continue;
            }

            var name = prefix + item.Name;
            if (item.LinkTarget is { } target)
            {
                found.Add(new IpaSourceFile(item.FullName, name, OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target, Link));
            }
            else if (item is DirectoryInfo inner)
            {
                Add(inner, name + "/", found);
            }
            else
            {
                found.Add(new IpaSourceFile(item.FullName, name, null, IsExecutable(item.FullName) ? Executable : Plain));
            }
        }
    }

    private static bool IsExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None)
        {
            return true;
        }

        // Archives that came through a system or a zip without modes: code is told by its first bytes.
        Span<byte> start = stackalloc byte[8];
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, start, 0) == start.Length && MachOFile.IsMachO(start);
    }
}
