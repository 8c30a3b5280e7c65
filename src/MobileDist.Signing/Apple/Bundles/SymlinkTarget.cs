using System.Text;
using System.Text.Unicode;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Where a symlink leads: its entry's data.</summary>
internal static class SymlinkTarget
{
    // PATH_MAX of Apple's systems is 1024.
    private const int Longest = 1024;

    /// <exception cref="DistributionException">The data is no path.</exception>
    public static string Read(ZipPackage package, ZipEntry entry)
    {
        var bytes = package.ReadAllBytes(entry, Longest);
        return bytes.Length > 0 && !bytes.AsSpan().Contains((byte)0) && Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw BundleFaults.SymlinkTarget(package.FileName, entry.Name);
    }

    /// <summary>Whether the target, seen from the symlink's own folder, stays inside the folder that the path is relative to.</summary>
    public static bool StaysInside(string path, string target)
    {
        if (target.StartsWith('/'))
        {
            return false;
        }

        var depth = path.AsSpan().Count('/');
        foreach (var range in target.AsSpan().Split('/'))
        {
            depth += target.AsSpan(range) switch
            {
                "" or "." => 0,
                ".." => -1,
                _ => 1,
            };
            if (depth < 0)
            {
                return false;
            }
        }

        return true;
    }
}
