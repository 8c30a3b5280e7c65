using System.Text;
using System.Text.Unicode;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Symbolic links of an app: each has to stay inside it.</summary>
internal static class IosLinks
{
    // PATH_MAX of Apple's systems.
    private const int LongestTarget = 1024;

    /// <exception cref="DistributionException">A link leads out of the app, or has no target that could be one.</exception>
    public static void Check(ZipPackage package, string root)
    {
        foreach (var entry in package.Entries)
        {
            if (!entry.IsSymbolicLink || !entry.Name.StartsWith(root, StringComparison.Ordinal))
            {
                continue;
            }

            var bytes = package.ReadAllBytes(entry, LongestTarget);
            var target = bytes.Length > 0 && !bytes.AsSpan().Contains((byte)0) && Utf8.IsValid(bytes)
                ? Encoding.UTF8.GetString(bytes)
                : throw AppleFaults.LinkTarget(package.FileName, entry.Name);
            if (!StaysInside(entry.Name[root.Length..], target))
            {
                throw AppleFaults.LinkLeadsOut(package.FileName, entry.Name, target);
            }
        }
    }

    /// <summary>Whether a target, taken from the link's own folder, is a relative path that never leaves the folder that the link's path begins at.</summary>
    public static bool StaysInside(string link, string target)
    {
        if (target.StartsWith('/') || target.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        var depth = link.AsSpan().Count('/');
        foreach (var part in target.Split('/'))
        {
            depth += part switch
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
