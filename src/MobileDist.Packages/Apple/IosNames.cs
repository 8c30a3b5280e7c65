using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>The name that a device shows, in the app's development language.</summary>
internal static class IosNames
{
    private const string TableName = "InfoPlist.loctable";
    private const int LargestStrings = 1 << 20;
    private const string DisplayName = "CFBundleDisplayName";
    private const string Name = "CFBundleName";

    // What Xcode named the folders of these languages before it named them by code.
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["en"] = "English",
        ["fr"] = "French",
        ["de"] = "German",
        ["ja"] = "Japanese",
    };

    /// <summary>The identifier when the app has no name at all.</summary>
    public static string Find(ZipPackage package, IosApp app)
    {
        var info = app.Main.Info;
        var localised = Localised(package, app.Root, info.FindString("CFBundleDevelopmentRegion") ?? "en");
        string?[] candidates = [localised.GetValueOrDefault(DisplayName), info.FindString(DisplayName), localised.GetValueOrDefault(Name), info.FindString(Name)];
        return candidates.Select(DisplayText.Clean).FirstOrDefault(name => name is not null) ?? app.Main.Identifier;
    }

    private static IReadOnlyDictionary<string, string> Localised(ZipPackage package, string root, string region)
    {
        var dash = region.IndexOfAny(['-', '_']);
        string?[] folders = [region, dash > 0 ? region[..dash] : null, OldNames.GetValueOrDefault(region), "Base"];
        var table = Table(package, root);
        foreach (var folder in folders.OfType<string>())
        {
            if (package.Find($"{root}{folder}.lproj/InfoPlist.strings") is { IsSymbolicLink: false, UncompressedSize: <= LargestStrings } entry)
            {
                return StringsFile.Read(package.ReadAllBytes(entry, LargestStrings));
            }

            if (table?.Find(folder) is PropertyListDictionary texts)
            {
                return texts.Entries.Where(text => text.Value is PropertyListString)
                    .ToDictionary(text => text.Key, text => ((PropertyListString)text.Value).Value, StringComparer.Ordinal);
            }
        }

        return new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>All languages in one property list, as Xcode writes them since string catalogues; a name is not worth failing for a broken one.</summary>
    private static PropertyListDictionary? Table(ZipPackage package, string root)
    {
        if (package.Find(root + TableName) is not { IsSymbolicLink: false, UncompressedSize: <= LargestStrings } entry)
        {
            return null;
        }

        var bytes = package.ReadAllBytes(entry, LargestStrings);
        try
        {
            return PropertyList.ReadDictionary(bytes, $"{package.FileName}/{entry.Name}");
        }
        catch (DistributionException)
        {
            return null;
        }
    }
}
