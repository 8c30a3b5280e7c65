using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>
/// The one app in an IPA, in a zip of an app, or in a zip of an Xcode archive, with every bundle in it that is signed on its own.
/// Only names, property lists, profiles and symbolic links are read.
/// </summary>
public sealed class IosApp
{
    private IosApp(string root, ImmutableArray<IosBundle> bundles)
    {
        Root = root;
        Bundles = bundles;
    }

    /// <summary>Where the app lies in the package, with a slash at the end: <c>Payload/Demo.app/</c>, <c>Demo.app/</c>, <c>Demo.xcarchive/Products/Applications/Demo.app/</c>.</summary>
    public string Root { get; }

    /// <summary>The app itself.</summary>
    public IosBundle Main => Bundles[^1];

    /// <summary>The app and all that is nested in it, the deepest first, the app last.</summary>
    public ImmutableArray<IosBundle> Bundles { get; }

    /// <exception cref="DistributionException">
    /// <see cref="ExitCode.Unfit"/>: no app or two, a bundle without a readable Info.plist, identifier or executable, two bundles
    /// with one identifier, a symbolic link that leads out of the app or of the bundle that seals it, a macOS app.
    /// </exception>
    public static IosApp Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var root = IosAppRoot.Find(package);
        var links = IosLinks.Check(package, root);
        var folders = IosBundleFolders.Find(package, root);
        CheckSize(package, root, folders);
        var bundles = folders
            .Select(path => IosBundleReader.Read(package, root, path))
            .OfType<IosBundle>()
            .OrderByDescending(Depth)
            .ThenBy(bundle => bundle.Path, StringComparer.Ordinal)
            .ToImmutableArray();
        CheckIdentifiers(package.FileName, bundles);
        IosLinks.CheckSeals(package.FileName, links, bundles);
        return new IosApp(root, bundles);
    }

    /// <summary>Whether a package has an app in one of the places that <see cref="Read"/> knows.</summary>
    internal static bool IsIn(ZipPackage package) => package.Entries.Any(entry => IosAppRoot.Of(entry.Name) is not null);

    private static int Depth(IosBundle bundle) => bundle.Path.Length == 0 ? 0 : bundle.Path.AsSpan().Count('/') + 1;

    /// <summary>All of them are held at once, so that a bound for each is not enough.</summary>
    private static void CheckSize(ZipPackage package, string root, IReadOnlyCollection<string> folders)
    {
        const long Most = 64 << 20;
        string[] held = ["Info.plist", IosBundle.ProfileName];
        var size = folders.Sum(folder => held.Sum(name => package.Find(folder.Length == 0 ? root + name : $"{root}{folder}/{name}")?.UncompressedSize ?? 0));
        if (size > Most)
        {
            throw AppleFaults.BundlesTooLarge(package.FileName, size, Most);
        }
    }

    /// <summary>Devices refuse two installable bundles of one identifier; frameworks may share theirs with anybody.</summary>
    private static void CheckIdentifiers(string file, ImmutableArray<IosBundle> bundles)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var bundle in bundles.Where(bundle => bundle.NeedsProfile))
        {
            if (!paths.TryAdd(bundle.Identifier, bundle.Path))
            {
                throw AppleFaults.SameIdentifier(file, bundle.Identifier, paths[bundle.Identifier], bundle.Path);
            }
        }
    }
}
