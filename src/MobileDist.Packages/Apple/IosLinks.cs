using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Symbolic links of an app: each has to stay inside it, and inside the bundle whose seal covers it.</summary>
internal static class IosLinks
{
    // PATH_MAX of Apple's systems.
    private const int LongestTarget = 1024;

    /// <returns>Where each link leads, both as paths below the app.</returns>
    /// <exception cref="DistributionException">A link leads out of the app, or has no target that could be one.</exception>
    public static IReadOnlyDictionary<string, string> Check(ZipPackage package, string root)
    {
        ZipEntry[] links = [.. package.Entries.Where(entry => entry.IsSymbolicLink && entry.Name.StartsWith(root, StringComparison.Ordinal))];
        var paths = links.Select(link => link.Name[root.Length..]).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, string>(links.Length, StringComparer.Ordinal);
        foreach (var entry in links)
        {
            var bytes = package.ReadAllBytes(entry, LongestTarget);
            var target = bytes.Length > 0 && !bytes.AsSpan().Contains((byte)0) && Utf8.IsValid(bytes)
                ? Encoding.UTF8.GetString(bytes)
                : throw AppleFaults.LinkTarget(package.FileName, entry.Name);
            var link = entry.Name[root.Length..];
            found[link] = Resolve(link, target, paths) ?? throw AppleFaults.LinkLeadsOut(package.FileName, entry.Name, target);
        }

        return found;
    }

    /// <summary>Holds links against the bundles that are signed on their own: to the seal of one, what lies beside it does not exist.</summary>
    /// <param name="file">The package's name.</param>
    /// <param name="links">What <see cref="Check"/> found.</param>
    /// <param name="bundles">The deepest first, the app last.</param>
    /// <exception cref="DistributionException">A link leads out of its bundle.</exception>
    public static void CheckSeals(string file, IReadOnlyDictionary<string, string> links, ImmutableArray<IosBundle> bundles)
    {
        foreach (var (link, target) in links)
        {
            var bundle = bundles.First(bundle => bundle.Path.Length == 0 || link.StartsWith(bundle.Path + "/", StringComparison.Ordinal)).Path;
            if (bundle.Length > 0 && !$"{target}/".StartsWith(bundle + "/", StringComparison.Ordinal))
            {
                throw AppleFaults.LinkLeadsOutOfBundle(file, link, bundle, target);
            }
        }
    }

    /// <summary>Whether a target, taken from the link's own folder, is a relative path that never leaves the folder that the link's path begins at.</summary>
    /// <param name="link">The link's path.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="links">The paths of all links, its own too.</param>
    public static bool StaysInside(string link, string target, IReadOnlySet<string> links) => Resolve(link, target, links) is not null;

    private static string? Resolve(string link, string target, IReadOnlySet<string> links)
    {
        if (target.StartsWith('/') || target.Contains('\\', StringComparison.Ordinal))
        {
            return null;
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
                        return null;
                    }

                    path.RemoveAt(path.Count - 1);
                    break;
                default:
                    path.Add(part);
                    isBehindLink |= links.Contains(string.Join('/', path));
                    break;
            }
        }

        return string.Join('/', path);
    }
}
