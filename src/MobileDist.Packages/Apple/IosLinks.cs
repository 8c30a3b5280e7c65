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
        ZipEntry[] links = [.. package.Entries.Where(entry => entry.IsSymbolicLink && entry.Name.StartsWith(root, StringComparison.Ordinal))];
        var paths = links.Select(link => link.Name[root.Length..]).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in links)
        {
            var bytes = package.ReadAllBytes(entry, LongestTarget);
            var target = bytes.Length > 0 && !bytes.AsSpan().Contains((byte)0) && Utf8.IsValid(bytes)
                ? Encoding.UTF8.GetString(bytes)
                : throw AppleFaults.LinkTarget(package.FileName, entry.Name);
            if (!StaysInside(entry.Name[root.Length..], target, paths))
            {
                throw AppleFaults.LinkLeadsOut(package.FileName, entry.Name, target);
            }
        }
    }

    /// <summary>Whether a target, taken from the link's own folder, is a relative path that never leaves the folder that the link's path begins at.</summary>
    /// <param name="link">The link's path.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="links">The paths of all links, its own too.</param>
    public static bool StaysInside(string link, string target, IReadOnlySet<string> links)
    {
        if (target.StartsWith('/') || target.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        List<string> path = [.. link.Split('/')[..^1]];
        var isBehindLink = false;
        foreach (var part in target.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case "..":
                    // Behind another link this is a step up from wherever that one leads.
                    if (isBehindLink || path.Count == 0)
                    {
                        return false;
                    }

                    path.RemoveAt(path.Count - 1);
                    break;
                default:
                    path.Add(part);
                    isBehindLink |= links.Contains(string.Join('/', path));
                    break;
            }
        }

        return true;
    }
}
