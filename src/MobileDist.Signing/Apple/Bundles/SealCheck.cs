using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Holds the files of a bundle against its seal: none added, none modified, none missing.</summary>
internal sealed class SealCheck(AppTree tree, IpaFindingList findings)
{
    private const string All = "^.*";

    // Sealed by the CodeDirectory.
    private const string InfoPlist = "Info.plist";

    // The only rules of Apple's own, of today and before, that leave something out.
    private static readonly ImmutableArray<string> OmittingPatterns = [@"^(.*/)?\.DS_Store$", @"^.*\.lproj/locversion.plist$", @"^Info\.plist$", "^PkgInfo$"];

    /// <param name="bundle">Its path in the app.</param>
    /// <param name="executable">Its main executable's path in it; null when it has none.</param>
    /// <param name="bytes">Its seal.</param>
    /// <param name="cdHashes">The cdhashes of signed code, by path in the app; for seals that list nested code that way.</param>
    /// <param name="isOfWatch">Whether a watch will look at it, whose rules differ in one point.</param>
    public void Run(string bundle, string? executable, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, ImmutableArray<byte>> cdHashes, bool isOfWatch = false)
    {
        ResourceSeal seal;
        try
        {
            seal = ResourceSeal.Read(bytes, AppTree.Inside(bundle, CodeResources.Path));
        }
        catch (DistributionException error)
        {
            findings.SealMalformed(bundle, error.Message);
            return;
        }

        CheckRules(bundle, seal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var nested = seal.Files.Where(file => file.Value.CdHash is not null).Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var file in tree.Below(bundle))
        {
            if (BundleFile.IsExcluded(file.Path, executable) || IsIn(file.Path, nested))
            {
                continue;
            }

            if (seal.Rules.Find(file.Path, isOfWatch) is { Omit: false } && (seal.IsVersion2 || file.Target is null))
            {
                seen.Add(file.Path);
                CheckFile(bundle, file, seal);
            }
            else if (file is { Path: not InfoPlist, Digest: { } digest } && seal.Older.TryGetValue(file.Path, out var older) && !older.Holds(digest))
            {
                findings.OlderSealDiffers(bundle, AppTree.Inside(bundle, file.Path));
            }
        }

        foreach (var (path, resource) in seal.Files)
        {
            if (resource.CdHash is { } cdHash)
            {
                CheckNested(bundle, path, cdHash, cdHashes);
            }
            else if (!resource.IsOptional && !seen.Contains(path))
            {
                findings.ResourceMissing(bundle, AppTree.Inside(bundle, path));
            }
        }
    }

    // By the folders of the path, since a hostile seal may list as many as it likes.
    private static bool IsIn(string path, HashSet<string> folders)
    {
        if (folders.Count == 0)
        {
            return false;
        }

        var lookup = folders.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = path.AsSpan();
        while (!rest.IsEmpty && !lookup.Contains(rest))
        {
            rest = rest[..Math.Max(0, rest.LastIndexOf('/'))];
        }

        return !rest.IsEmpty;
    }

    private void CheckFile(string bundle, BundleFile file, ResourceSeal seal)
    {
        var path = AppTree.Inside(bundle, file.Path);
        if (!seal.Files.TryGetValue(file.Path, out var resource))
        {
            findings.ResourceAdded(bundle, path);
        }
        else if (file.Target is { } target)
        {
            if (!string.Equals(target, resource.Target, StringComparison.Ordinal))
            {
                findings.ResourceModified(bundle, path, $"the symbolic link leads to '{target}', sealed is '{resource.Target ?? "a file"}'");
            }
        }
        else if (resource.Target is not null)
        {
            findings.ResourceModified(bundle, path, $"it is a file, sealed is a symbolic link to '{resource.Target}'");
        }
        else if (file.Digest is { } digest && !resource.Holds(digest))
        {
            findings.ResourceModified(bundle, path, "its content is not the one that is sealed");
        }
    }

    // Bundles of macOS list code by its signature; whoever holds that against the code needs no digest of its files.
    private void CheckNested(string bundle, string path, ImmutableArray<byte> cdHash, IReadOnlyDictionary<string, ImmutableArray<byte>> cdHashes)
    {
        var inApp = AppTree.Inside(bundle, path);
        if (!cdHashes.TryGetValue(inApp, out var found))
        {
            findings.ResourceMissing(bundle, inApp);
        }
        else if (!found.AsSpan().SequenceEqual(cdHash.AsSpan()))
        {
            findings.ResourceModified(bundle, inApp, "its code is not the one that is sealed");
        }
    }

    private void CheckRules(string bundle, ResourceSeal seal)
    {
        foreach (var rule in seal.Rules.Items)
        {
            if (rule.Omit && !OmittingPatterns.Contains(rule.Pattern, StringComparer.Ordinal))
            {
                findings.RulesWeak(bundle, rule.Pattern);
            }
        }

        if (!seal.Rules.Items.Any(rule => rule is { Omit: false, Optional: false, Nested: false, Pattern: All or "^" or ".*" or "" }))
        {
            findings.RulesIncomplete(bundle);
        }

        if (!seal.Rules.SayTheSameAs(seal.IsVersion2 ? ResourceRules.Version2 : ResourceRules.Version1))
        {
            findings.RulesUnusual(bundle);
        }
    }
}
