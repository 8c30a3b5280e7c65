using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>A seal as it was read: the rules that were in force, and what they sealed.</summary>
/// <param name="Rules">Of <c>rules2</c>, or of <c>rules</c> in a seal that is too old to have both.</param>
/// <param name="Files">Paths relative to the bundle.</param>
/// <param name="Older">What only <c>files</c> seals in a seal that has both; devices do not look at it any more.</param>
/// <param name="IsVersion2">Whether it has <c>files2</c>.</param>
internal sealed record ResourceSeal(
    ResourceRules Rules, IReadOnlyDictionary<string, SealedResource> Files, IReadOnlyDictionary<string, SealedResource> Older, bool IsVersion2)
{
    /// <param name="bytes">The file's content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="DistributionException">It is no property list, or no seal.</exception>
    public static ResourceSeal Read(ReadOnlyMemory<byte> bytes, string source)
    {
        var seal = PropertyList.ReadDictionary(bytes, source);
        var isVersion2 = seal.Find("files2") is not null;
        if (seal.Find(isVersion2 ? "files2" : "files") is not PropertyListDictionary files)
        {
            throw BundleFaults.NoSealedFiles(source);
        }

        if (seal.Find(isVersion2 ? "rules2" : "rules") is not PropertyListDictionary rules)
        {
            throw BundleFaults.NoRules(source);
        }

        var read = Read(files, source);
        var older = isVersion2 && seal.Find("files") is PropertyListDictionary first ? Read(first, source) : [];
        foreach (var path in read.Keys)
        {
            older.Remove(path);
        }

        return new ResourceSeal(ResourceRules.Read(rules, source), read, older, isVersion2);
    }

    private static Dictionary<string, SealedResource> Read(PropertyListDictionary files, string source)
    {
        var read = new Dictionary<string, SealedResource>(files.Entries.Length, StringComparer.Ordinal);
        foreach (var (path, value) in files.Entries)
        {
            read.Add(path, SealedResource.Read(value) ?? throw BundleFaults.SealedFile(source, path));
        }

        return read;
    }
}
