using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Apple.Png;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Finds the largest of the app's icons that lie in the bundle as PNG files; those in an asset catalogue (<c>Assets.car</c>) only are not read.</summary>
internal static class IosIconFinder
{
    private const int LargestIcon = 2 << 20;
    private const int MostFiles = 64;
    private static readonly string[] IconKeys = ["CFBundleIcons", "CFBundleIcons~ipad"];

    /// <summary>Null when no icon is to be found or none can be shown.</summary>
    public static PackageIcon? Find(ZipPackage package, IosApp app)
    {
        var names = NamesIn(app.Main.Info);
        return Entries(package, app.Root)
            .Where(entry => names.Exists(name => IsVariant(entry.Name[app.Root.Length..], name)))
            .Take(MostFiles)
            .Select(entry => (Entry: entry, Head: PngHead.Read(package, entry)))
            .Where(icon => icon.Head is not null)
            .OrderByDescending(icon => icon.Head!.Width)
            .ThenBy(icon => icon.Entry.Name, StringComparer.Ordinal)
            .Select(icon => Open(package, icon.Entry, icon.Head!))
            .FirstOrDefault(icon => icon is not null);
    }

    private static PackageIcon? Open(ZipPackage package, ZipEntry entry, PngHead head)
    {
        var bytes = package.ReadAllBytes(entry, LargestIcon);
        return (head.IsCrushed ? CrushedPng.ToPng(bytes) : bytes) is { } png ? new PackageIcon(entry.Name, "image/png", png) : null;
    }

    /// <summary>PNG files directly in the bundle.</summary>
    private static IEnumerable<ZipEntry> Entries(ZipPackage package, string root) => package.Entries.Where(entry =>
        entry is { IsSymbolicLink: false, UncompressedSize: <= LargestIcon }
        && entry.Name.StartsWith(root, StringComparison.Ordinal)
        && entry.Name.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
        && entry.Name.IndexOf('/', root.Length) < 0);

    private static List<string> NamesIn(PropertyListDictionary info)
    {
        var names = new List<string> { "AppIcon" };
        foreach (var key in IconKeys)
        {
            if ((info.Find(key) as PropertyListDictionary)?.Find("CFBundlePrimaryIcon") is PropertyListDictionary primary)
            {
                AddAll(names, primary.Find("CFBundleIconFiles"));
            }
        }

        AddAll(names, info.Find("CFBundleIconFiles"));
        AddAll(names, info.Find("CFBundleIconFile"));
        names.Add("Icon");
        return names;
    }

    private static void AddAll(List<string> names, PropertyListValue? value)
    {
        var items = value is PropertyListArray array ? array.Items : value is null ? [] : [value];
        names.AddRange(items.OfType<PropertyListString>().Select(item => WithoutEnding(item.Value)).Where(name => name.Length > 0).Take(MostFiles));
    }

    /// <summary>NAME.png, with a size, a scale and a device between: <c>AppIcon60x60@2x~ipad.png</c>.</summary>
    private static bool IsVariant(string file, string name)
    {
        if (!file.StartsWith(name, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = WithoutEnding(file[name.Length..]);
        return rest.Length == 0 || rest[0] is '@' or '~' or '-' || char.IsAsciiDigit(rest[0]);
    }

    private static string WithoutEnding(string name) => name.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
}
