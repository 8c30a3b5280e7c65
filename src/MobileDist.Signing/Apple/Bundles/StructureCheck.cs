using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What can be said of a package by the names and modes of its entries.</summary>
internal static class StructureCheck
{
    private const int ExecutableBits = 0x49; // 0111
    private const string AssetPackEnding = ".assetpack";

    public static void Run(ZipPackage package, IosApp app, IpaContents contents, IpaFindingList findings)
    {
        if (!app.Root.StartsWith("Payload/", StringComparison.Ordinal))
        {
            findings.NotUnderPayload(app.Root);
        }

        foreach (var name in contents.Dropped)
        {
            if (IpaContents.IsFinderLitter(name))
            {
                findings.Litter(name);
            }
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in contents.Items)
        {
            if (item.AppPath is { } path && !seen.TryAdd(path, path))
            {
                findings.NamesDifferInCase(path, seen[path]);
            }
        }

        foreach (var bundle in app.Bundles)
        {
            if (bundle.Executable is { } executable && package.Find(app.Root + bundle.Inside(executable)) is { } entry && (entry.UnixMode & ExecutableBits) == 0)
            {
                findings.NotExecutable(bundle.Path, bundle.Inside(executable));
            }
        }

        CheckSignatureFolders(app, contents, findings);
        CheckAssetPacks(app, contents, findings);
    }

    // Those that are no bundles of the app.
    private static void CheckAssetPacks(IosApp app, IpaContents contents, IpaFindingList findings)
    {
        var seen = app.Bundles.Select(bundle => bundle.Path).ToHashSet(StringComparer.Ordinal);
        var lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var item in contents.Items)
        {
            var path = item.AppPath ?? item.Name;
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                var folder = path.AsSpan(0, slash);
                if (!folder.EndsWith(AssetPackEnding, StringComparison.Ordinal) || !lookup.Add(folder))
                {
                    continue;
                }

                if (item.AppPath is null)
                {
                    findings.AssetPackBeside(folder.ToString());
                }
                else
                {
                    findings.AssetPackWithoutInfo(folder.ToString());
                }
            }
        }
    }

    private static void CheckSignatureFolders(IosApp app, IpaContents contents, IpaFindingList findings)
    {
        var bundles = app.Bundles.ToDictionary(bundle => bundle.Inside(SignatureFiles.PathOf("")), StringComparer.Ordinal);
        var lookup = bundles.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var item in contents.Items)
        {
            if (item is not { AppPath: { } path, Kind: not IpaItemKind.Folder })
            {
                continue;
            }

            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (lookup.TryGetValue(path.AsSpan(0, slash + 1), out var bundle) && !BelongsThere(bundle, path[(slash + 1)..]))
                {
                    findings.SignatureFolderStranger(bundle, path);
                }
            }
        }
    }

    private static bool BelongsThere(IosBundle bundle, string name) =>
        string.Equals(SignatureFiles.PathOf(name), CodeResources.Path, StringComparison.Ordinal)
        || (bundle.Executable is null && SignatureFiles.Names.Any(file => string.Equals(file.Name, name, StringComparison.Ordinal)));
}
