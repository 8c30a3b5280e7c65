using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>
/// Finds the raster image that shows the app best. An adaptive icon is XML and no image: then the same icon in another
/// density, the round icon, or what the adaptive icon has in its foreground stands in.
/// </summary>
/// <param name="package">Where the images are.</param>
/// <param name="resources">Where the manifest's references lead.</param>
/// <param name="folder">What the paths of the resource table start from: empty, or a module's folder with a slash at its end.</param>
/// <param name="openDrawable">Opens a drawable that is XML.</param>
internal sealed class IconFinder(ZipPackage package, ResourceResolver resources, string folder, Func<ZipEntry, IResourceXml> openDrawable)
{
    /// <summary>A larger file is passed over: pages and comments carry the icon inline.</summary>
    public const int LargestIcon = 2 << 20;

    private const int MostCandidates = 4096;
    private const int MostDrawables = 8;
    private const int MostFilesOpened = 256;
    private const int DeepestReference = 20;

    private readonly HashSet<string> _drawables = new(StringComparer.Ordinal);
    private int _filesOpened;

    /// <summary>Null when no raster image is to be found: an icon drawn in vectors only, or none at all.</summary>
    public PackageIcon? Find(AndroidManifest manifest)
    {
        ResourceValue?[] icons = [manifest.Icon, manifest.RoundIcon, manifest.Launcher?.Icon, manifest.Launcher?.RoundIcon];
        var candidates = icons.OfType<ResourceValue>().Distinct().Select(icon => Candidates(icon, manifest.Strings)).ToList();
        foreach (var files in candidates)
        {
            if (Raster(files) is { } icon)
            {
                return icon;
            }
        }

        foreach (var files in candidates)
        {
            if (Foreground(files) is { } icon)
            {
                return icon;
            }
        }

        return null;
    }

    private List<IconCandidate> Candidates(ResourceValue icon, IStringSource? strings)
    {
        var found = new List<IconCandidate>();
        if (icon.IsString && strings?.Get(icon.Data) is { } path)
        {
            found.Add(new IconCandidate(path, default));
        }

        Collect(icon, found, []);
        found.Sort((left, right) => left.Rank.CompareTo(right.Rank));
        return found;
    }

    private void Collect(ResourceValue value, List<IconCandidate> found, HashSet<uint> visited)
    {
        if (!value.IsReference || visited.Count == DeepestReference || !visited.Add(value.Data) || resources.Table is not { } table)
        {
            return;
        }

        foreach (var entry in table.Find(value.Data))
        {
            if (found.Count == MostCandidates)
            {
                return;
            }

            if (table.Text(entry.Value) is { } path)
            {
                found.Add(new IconCandidate(path, entry.Config));
            }
            else
            {
                Collect(entry.Value, found, visited);
            }
        }
    }

    private PackageIcon? Raster(List<IconCandidate> files)
    {
        foreach (var file in files)
        {
            if (package.Find(folder + file.Path) is { UncompressedSize: <= LargestIcon } entry && MediaTypeOf(entry) is { } mediaType)
            {
                return new PackageIcon(entry.Name, mediaType, package.ReadAllBytes(entry, LargestIcon));
            }
        }

        return null;
    }

    private PackageIcon? Foreground(List<IconCandidate> files)
    {
        foreach (var file in files)
        {
            if (package.Find(folder + file.Path) is not { } entry || _drawables.Count == MostDrawables || !_drawables.Add(file.Path))
            {
                continue;
            }

            foreach (var layer in Layers(entry))
            {
                var next = Candidates(layer, strings: null);
                if ((Raster(next) ?? Foreground(next)) is { } icon)
                {
                    return icon;
                }
            }
        }

        return null;
    }

    private List<ResourceValue> Layers(ZipEntry entry)
    {
        try
        {
            return DrawableReader.ReadLayers(openDrawable(entry));
        }
        catch (DistributionException)
        {
            // A picture that cannot be read is no reason to hold the app back: it is shown without one.
            return [];
        }
    }

    /// <summary>By content: obfuscators drop the extensions, and a .png may be a WebP.</summary>
    private string? MediaTypeOf(ZipEntry entry)
    {
        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
        Span<byte> head = stackalloc byte[12];
        if (entry.UncompressedSize <= head.Length || _filesOpened++ >= MostFilesOpened)
        {
            return null;
        }

        using var stream = package.OpenRead(entry);
        stream.ReadExactly(head);
        if (head.StartsWith(png))
        {
            return "image/png";
        }

        return head.StartsWith("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8) ? "image/webp" : null;
    }
}
