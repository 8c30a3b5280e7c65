using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Writes a bundle's seal, <c>_CodeSignature/CodeResources</c>, as Apple's tools do for bundles without <c>Contents</c>: every file is
/// listed, those of nested bundles too (Security framework, <c>bundlediskrep.cpp</c> and <c>resources.cpp</c>).
/// </summary>
internal static class CodeResources
{
    /// <summary>Where it lies in a bundle.</summary>
    public const string Path = "_CodeSignature/CodeResources";

    private static readonly KeyValuePair<string, PropertyListValue> Optional = KeyValuePair.Create<string, PropertyListValue>("optional", new PropertyListBoolean(Value: true));

    /// <param name="files">All files of the bundle, in ordinal order of their paths; those that no seal lists may be among them.</param>
    /// <param name="executable">The main executable's path in the bundle; null when it has none.</param>
    /// <param name="withSha1">Whether <c>files2</c> lists SHA-1 beside SHA-256: when the code is signed by both.</param>
    public static byte[] Write(IEnumerable<BundleFile> files, string? executable, bool withSha1)
    {
        var first = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>();
        var second = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>();
        foreach (var file in files)
        {
            if (BundleFile.IsExcluded(file.Path, executable))
            {
                continue;
            }

            if (file.Digest is { } digest && ResourceRules.Version1.Find(file.Path) is { Omit: false } rule)
            {
                PropertyListValue sha1 = Data(digest.Sha1);
                first.Add(KeyValuePair.Create(file.Path, rule.Optional ? new PropertyListDictionary([KeyValuePair.Create("hash", sha1), Optional]) : sha1));
            }

            if (ResourceRules.Version2.Find(file.Path) is { Omit: false } rule2)
            {
                second.Add(KeyValuePair.Create<string, PropertyListValue>(file.Path, Entry(file, rule2.Optional, withSha1)));
            }
        }

        var seal = new PropertyListDictionary(
        [
            KeyValuePair.Create<string, PropertyListValue>("files", new PropertyListDictionary(first.ToImmutable())),
            KeyValuePair.Create<string, PropertyListValue>("files2", new PropertyListDictionary(second.ToImmutable())),
            KeyValuePair.Create<string, PropertyListValue>("rules", ResourceRules.Version1.ToPropertyList()),
            KeyValuePair.Create<string, PropertyListValue>("rules2", ResourceRules.Version2.ToPropertyList()),
        ]);
        return PropertyList.Write(seal, PropertyListFormat.Xml);
    }

    private static PropertyListDictionary Entry(BundleFile file, bool optional, bool withSha1)
    {
        var entry = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>(3);
        if (file.Digest is { } digest)
        {
            if (withSha1)
            {
                entry.Add(KeyValuePair.Create<string, PropertyListValue>("hash", Data(digest.Sha1)));
            }

            entry.Add(KeyValuePair.Create<string, PropertyListValue>("hash2", Data(digest.Sha256)));
        }

        if (optional)
        {
            entry.Add(Optional);
        }

        if (file.Target is { } target)
        {
            entry.Add(KeyValuePair.Create<string, PropertyListValue>("symlink", new PropertyListString(target)));
        }

        return new PropertyListDictionary(entry.ToImmutable());
    }

    private static PropertyListData Data(byte[] bytes) => new PropertyListData([.. bytes]);
}
