using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Everything in a package that belongs into an IPA, under the name that it has there: the app under <c>Payload/</c>, whatever the input's root is.</summary>
internal sealed class IpaContents
{
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int FolderType = 0x4000;
    private const int SymlinkType = 0xA000;
    private const string Payload = "Payload/";

    // PATH_MAX of Apple's systems; nothing longer can be installed.
    private const int LongestName = 1024;
    private const string Archive = ".xcarchive/";

    private IpaContents(string root, ImmutableArray<IpaItem> items, ImmutableArray<string> dropped)
    {
        AppRoot = root;
        Items = items;
        Dropped = dropped;
    }

    /// <summary>The app's folder in the signed package: <c>Payload/Demo.app/</c>.</summary>
    public string AppRoot { get; }

    /// <summary>In the order of the package.</summary>
    public ImmutableArray<IpaItem> Items { get; }

    /// <summary>Names of the entries that are left out: what Finder leaves behind, and what of an archive is no part of an IPA.</summary>
    public ImmutableArray<string> Dropped { get; }

    /// <param name="package">An IPA, or a zip of an app or of an Xcode archive.</param>
    /// <param name="root">Where the app lies in it, with a slash at the end.</param>
    /// <param name="asItIs">Whether what Finder left inside the app counts as a file of it, as it does on a device.</param>
    /// <exception cref="DistributionException">An entry is neither file, folder nor symlink, has a name that no device takes, or lies inside something that is no folder.</exception>
    public static IpaContents Read(ZipPackage package, string root, bool asItIs = false)
    {
        var appName = root[(root.LastIndexOf('/', root.Length - 2) + 1)..];
        var items = ImmutableArray.CreateBuilder<IpaItem>(package.Entries.Count);
        var dropped = ImmutableArray.CreateBuilder<string>();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in package.Entries)
        {
            var appPath = entry.Name.StartsWith(root, StringComparison.Ordinal) ? entry.Name[root.Length..] : null;
            var name = appPath is null ? NameBeside(entry.Name, root) : $"{Payload}{appName}{appPath}";
            if (name is null || (IsFinderLitter(entry.Name) && !(asItIs && appPath is not null)))
            {
                dropped.Add(entry.Name);
                continue;
            }

            if (Encoding.UTF8.GetByteCount(name) is > LongestName and var length)
            {
                throw BundleFaults.NameTooLong(package.FileName, name, length, LongestName);
            }

            var kind = KindOf(entry, package.FileName);
            items.Add(new IpaItem(entry, kind, name, appPath));
            if (kind != IpaItemKind.Folder)
            {
                files.Add(name);
            }
        }

        CheckParents(items, files, package.FileName);
        return new IpaContents($"{Payload}{appName}", items.ToImmutable(), dropped.ToImmutable());
    }

    /// <summary>Whether a name is one of those that Finder and its archiver make, and that are no part of any app.</summary>
    public static bool IsFinderLitter(string name)
    {
        var trimmed = name.AsSpan().TrimEnd('/');
        var last = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal) || last is ".DS_Store" || last.StartsWith("._", StringComparison.Ordinal);
    }

    // Of an IPA everything goes along; of an Xcode archive the Swift libraries for the App Store; of a zipped app nothing.
    private static string? NameBeside(string name, string root)
    {
        if (root.StartsWith(Payload, StringComparison.Ordinal))
        {
            return name;
        }

        var archive = root.IndexOf(Archive, StringComparison.Ordinal);
        if (archive < 0)
        {
            return null;
        }

        var prefix = root[..(archive + Archive.Length)];
        return name.StartsWith($"{prefix}SwiftSupport/", StringComparison.Ordinal) ? name[prefix.Length..] : null;
    }

    private static IpaItemKind KindOf(ZipEntry entry, string file) => (entry.UnixMode & FileTypeMask, entry.IsDirectory) switch
    {
        (0 or FolderType, true) => IpaItemKind.Folder,
        (0 or RegularFile, false) => IpaItemKind.File,
        (SymlinkType, false) => IpaItemKind.Symlink,
        _ => throw BundleFaults.FileType(file, entry.Name, entry.UnixMode),
    };

    // What lies "inside" a symlink would be written through it wherever it leads.
    private static void CheckParents(IEnumerable<IpaItem> items, HashSet<string> files, string file)
    {
        var lookup = files.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var item in items)
        {
            var name = item.Name.AsSpan();
            for (var slash = name.IndexOf('/'); slash >= 0;)
            {
                if (lookup.Contains(name[..slash]))
                {
                    throw BundleFaults.InsideFile(file, item.Entry.Name, name[..slash].ToString());
                }

                var next = name[(slash + 1)..].IndexOf('/');
                slash = next < 0 ? -1 : slash + 1 + next;
            }
        }
    }
}
