using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Reads one bundle: its Info.plist, and whether what that says is there.</summary>
internal static class IosBundleReader
{
    private const int LargestInfo = 4 << 20;
    private const int LargestProfile = 4 << 20;

    /// <param name="package">Holds the app.</param>
    /// <param name="root">Where the app is.</param>
    /// <param name="path">The bundle, below the app.</param>
    /// <returns>Null when the folder has no code of its own: a bundle of resources only.</returns>
    public static IosBundle? Read(ZipPackage package, string root, string path)
    {
        var kind = KindOf(path);
        var installable = kind is not (IosBundleKind.Framework or IosBundleKind.ResourceBundleWithCode or IosBundleKind.TestBundle or IosBundleKind.XpcService or IosBundleKind.AssetPack);
        var folder = path.Length == 0 ? root : $"{root}{path}/";
        var infoName = folder + "Info.plist";
        if (package.Find(infoName) is not { IsSymbolicLink: false } entry)
        {
            return installable ? throw AppleFaults.NoInfo(package.FileName, folder) : null;
        }

        var bytes = package.ReadAllBytes(entry, LargestInfo);
        if (kind == IosBundleKind.ResourceBundleWithCode && PropertyList.FormatOf(bytes) is null)
        {
            // Resources of others' making: an Info.plist in a form that no device needs to read is a resource like any other.
            return null;
        }

        var info = PropertyList.ReadDictionary(bytes, $"{package.FileName}/{infoName}");
        var executable = kind == IosBundleKind.AssetPack ? null : ExecutableOf(package, folder, info, installable);
        if (executable is null && kind != IosBundleKind.AssetPack)
        {
            return null;
        }

        var profile = package.Find(folder + IosBundle.ProfileName);
        return new IosBundle(
            path,
            kind,
            IdentifierOf(package.FileName, infoName, info, installable) ?? executable ?? Path.GetFileNameWithoutExtension(path),
            executable,
            info,
            PropertyList.FormatOf(bytes) ?? PropertyListFormat.Xml,
            // Without the type, null would become an empty memory.
            profile is { IsSymbolicLink: false } ? package.ReadAllBytes(profile, LargestProfile) : default(ReadOnlyMemory<byte>?));
    }

    private static IosBundleKind KindOf(string path) => path.Length == 0 ? IosBundleKind.App : IosBundleFolders.EndingOf(path) switch
    {
        ".appex" => IsInside(path, "Watch/") ? IosBundleKind.WatchExtension : IosBundleKind.Extension,
        ".app" when IsInside(path, "Watch/") => IosBundleKind.WatchApp,
        ".app" when IsInside(path, "AppClips/") => IosBundleKind.AppClip,
        ".app" => IosBundleKind.NestedApp,
        ".framework" => IosBundleKind.Framework,
        ".xctest" => IosBundleKind.TestBundle,
        ".xpc" => IosBundleKind.XpcService,
        ".assetpack" => IosBundleKind.AssetPack,
        _ => IosBundleKind.ResourceBundleWithCode,
    };

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) || path.Contains("/" + folder, StringComparison.Ordinal);

    /// <summary>The name of the executable, which is there; null when there is none and none is needed.</summary>
    private static string? ExecutableOf(ZipPackage package, string folder, PropertyListDictionary info, bool needed)
    {
        var name = info.FindString("CFBundleExecutable");
        if (string.IsNullOrEmpty(name))
        {
            return needed ? throw AppleFaults.NoExecutableNamed(package.FileName, folder) : null;
        }

        if (name.Contains('/', StringComparison.Ordinal) || name is "." or "..")
        {
            throw AppleFaults.ExecutableName(package.FileName, folder, DisplayText.Clean(name) ?? "");
        }

        // Bundles of resources often name an executable that was never linked.
        return package.Find(folder + name) is { IsSymbolicLink: false }
            ? name
            : needed ? throw AppleFaults.ExecutableMissing(package.FileName, folder, DisplayText.Clean(name) ?? "") : null;
    }

    /// <summary>What devices install has to have a valid one; any other bundle may lack it, and codesign takes the name then.</summary>
    private static string? IdentifierOf(string file, string infoName, PropertyListDictionary info, bool needed)
    {
        var identifier = NullIfEmpty(info.FindString("CFBundleIdentifier"));
        if (!needed)
        {
            return identifier ?? NullIfEmpty(info.FindString("CFBundleName"));
        }

        return identifier is null ? throw AppleFaults.NoIdentifier(file, infoName)
            : BundleIdentifier.FlawWhenRead(identifier) is { } flaw ? throw AppleFaults.Identifier(file, infoName, DisplayText.Clean(identifier) ?? "", flaw)
            : identifier;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
