using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Finds the folders inside an app that look like bundles with code, by their endings.</summary>
internal static class IosBundleFolders
{
    // Far above any app that starts within the time that iOS gives it.
    private const int Most = 2000;

    // PATH_MAX of Apple's systems; nothing deeper can be installed.
    private const int LongestPath = 1024;

    private static readonly string[] Endings = [".app", ".appex", ".framework", ".bundle", ".xctest", ".xpc", ".assetpack"];

    /// <summary>Paths below the app, each once; the app itself, "", among them.</summary>
    /// <exception cref="DistributionException">Unfit: absurdly many, or absurdly deep.</exception>
    public static IReadOnlyCollection<string> Find(ZipPackage package, string root)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { "" };
        var lookup = found.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var entry in package.Entries)
        {
            if (!entry.Name.StartsWith(root, StringComparison.Ordinal))
            {
                continue;
            }

            var path = entry.Name.AsSpan(root.Length);
            for (var slash = path.IndexOf('/'); slash >= 0;)
            {
                var folder = path[..slash];
                if (IsDebugSymbols(folder))
                {
                    break;
                }

                if (LooksLikeBundle(folder))
                {
                    Add(lookup, folder, package.FileName);
                }

                var next = path[(slash + 1)..].IndexOf('/');
                slash = next < 0 ? -1 : slash + 1 + next;
            }
        }

        return found;
    }

    /// <summary>The ending of a bundle's path: <c>.appex</c>.</summary>
    public static string EndingOf(string path) => Path.GetExtension(path);

    private static void Add(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> found, ReadOnlySpan<char> folder, string file)
    {
        if (folder.Length > LongestPath)
        {
            throw AppleFaults.BundleTooDeep(file, folder[..80].ToString(), LongestPath);
        }

        if (found.Add(folder) && found.Set.Count > Most)
        {
            throw AppleFaults.TooManyBundles(file, Most);
        }
    }

    private static bool LooksLikeBundle(ReadOnlySpan<char> folder)
    {
        foreach (var ending in Endings)
        {
            if (!folder.EndsWith(ending))
            {
                continue;
            }

            // Something has to stand before the ending; "._Share.appex" is what Finder's archiver keeps beside the folder.
            var name = folder[(folder.LastIndexOf('/') + 1)..];
            return name.Length > ending.Length && !name.StartsWith("._");
        }

        return false;
    }

    private static bool IsDebugSymbols(ReadOnlySpan<char> folder) => folder.EndsWith(".dSYM");
}
