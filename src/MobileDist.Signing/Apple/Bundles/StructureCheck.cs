using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What can be said of a package by the names and modes of its entries.</summary>
internal static class StructureCheck
{
    private const int ExecutableBits = 0x49; // 0111

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

            CheckSignatureFolder(bundle, contents, findings);
        }
    }

    private static void CheckSignatureFolder(IosBundle bundle, IpaContents contents, IpaFindingList findings)
    {
        if (bundle.Executable is null)
        {
            return;
        }

        var folder = bundle.Inside("_CodeSignature/");
        var seal = bundle.Inside(CodeResources.Path);
        foreach (var item in contents.Items)
        {
            if (item is { AppPath: { } path, Kind: not IpaItemKind.Folder }
                && path.StartsWith(folder, StringComparison.Ordinal)
                && !string.Equals(path, seal, StringComparison.Ordinal))
            {
                findings.SignatureFolderStranger(bundle.Path, path);
            }
        }
    }
}
