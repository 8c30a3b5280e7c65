using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The rules of a seal, and what they say about a path.</summary>
internal sealed class ResourceRules
{
    private const int Most = 200;

    private ResourceRules(ImmutableArray<ResourceRule> rules) => Items = rules;

    /// <summary>Apple's rules for <c>files</c> in a bundle without <c>Contents</c>, as iOS has them.</summary>
    public static ResourceRules Version1 { get; } = new(
    [
        ResourceRule.Known("^.*"),
        ResourceRule.Known(@"^.*\.lproj/", 1000, optional: true),
        ResourceRule.Known(@"^.*\.lproj/locversion.plist$", 1100, omit: true),
        ResourceRule.Known(@"^Base\.lproj/", 1010),
        ResourceRule.Known("^version.plist$"),
    ]);

    /// <summary>Apple's rules for <c>files2</c>.</summary>
    public static ResourceRules Version2 { get; } = new(
    [
        ResourceRule.Known(@".*\.dSYM($|/)", 11),
        ResourceRule.Known(@"^(.*/)?\.DS_Store$", 2000, omit: true),
        ResourceRule.Known("^.*"),
        ResourceRule.Known(@"^.*\.lproj/", 1000, optional: true),
        ResourceRule.Known(@"^.*\.lproj/locversion.plist$", 1100, omit: true),
        ResourceRule.Known(@"^Base\.lproj/", 1010),
        ResourceRule.Known(@"^Info\.plist$", 20, omit: true),
        ResourceRule.Known("^PkgInfo$", 20, omit: true),
        ResourceRule.Known(@"^embedded\.provisionprofile$", 20),
        ResourceRule.Known(@"^version\.plist$", 20),
    ]);

    public ImmutableArray<ResourceRule> Items { get; }

    /// <summary>The rules of a seal's <c>rules</c> or <c>rules2</c>.</summary>
    /// <exception cref="DistributionException">A rule is malformed, or there are absurdly many.</exception>
    public static ResourceRules Read(PropertyListDictionary rules, string source)
    {
        if (rules.Entries.Length > Most)
        {
            throw BundleFaults.TooManyRules(source, rules.Entries.Length, Most);
        }

        return new ResourceRules([.. rules.Entries.Select(entry => ResourceRule.Read(entry.Key, entry.Value) ?? throw BundleFaults.Rule(source, entry.Key))]);
    }

    /// <summary>The rule that counts for a path; null when none matches, and the file is not sealed.</summary>
    /// <param name="path">Relative to the bundle.</param>
    /// <param name="omitWins">Whether of rules of one weight the one that omits counts, as watches have it; elsewhere it is the first.</param>
    public ResourceRule? Find(string path, bool omitWins = false)
    {
        ResourceRule? best = null;
        foreach (var rule in Items)
        {
            if ((best is null || rule.Weight > best.Weight || (omitWins && rule.Weight == best.Weight && rule.Omit && !best.Omit)) && rule.Matches(path))
            {
                best = rule;
            }
        }

        return best;
    }

    public bool SayTheSameAs(ResourceRules other) =>
        Items.Length == other.Items.Length && Items.All(rule => other.Items.Any(rule.SaysTheSameAs));

    public PropertyListDictionary ToPropertyList() => new([.. Items.Select(rule => KeyValuePair.Create(rule.Pattern, rule.ToPropertyList()))]);
}
