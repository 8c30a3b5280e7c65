namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The files of an app in ordinal order of their paths, so that those of a bundle stand together.</summary>
internal sealed class AppTree
{
    private readonly AppFile[] _files;
    private readonly Dictionary<string, AppFile> _byPath;

    public AppTree(IEnumerable<AppFile> files)
    {
        _files = [.. files];
        Array.Sort(_files, static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        _byPath = _files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    public IReadOnlyList<AppFile> Files => _files;

    /// <summary>The file of a path; null when there is none.</summary>
    public AppFile? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The path of something in a bundle; the app itself is the bundle <c>""</c>.</summary>
    public static string Inside(string bundle, string path) => bundle.Length == 0 ? path : $"{bundle}/{path}";

    /// <summary>Everything in a bundle, those of bundles inside it too, under the paths that its seal knows.</summary>
    public IEnumerable<BundleFile> Below(string bundle)
    {
        var prefix = Inside(bundle, "");
        for (var i = FirstAtOrAfter(prefix); i < _files.Length && _files[i].Path.StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            yield return new BundleFile(_files[i].Path[prefix.Length..], _files[i].Digest, _files[i].Target);
        }
    }

    private int FirstAtOrAfter(string path)
    {
        var (low, high) = (0, _files.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_files[middle].Path, path) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
