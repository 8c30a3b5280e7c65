using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>One rule of a seal: which paths it is for, and what it says about them.</summary>
/// <param name="Pattern">POSIX extended expression, searched in the path relative to the bundle.</param>
/// <param name="Weight">The heaviest rule that matches is the one that counts.</param>
/// <param name="Omit">Its files are not sealed.</param>
/// <param name="Optional">Its files may be gone, but not changed.</param>
/// <param name="Nested">What it matches is code that is sealed by its own signature (bundles of macOS).</param>
/// <param name="Matches">Whether the pattern is found in a path.</param>
internal sealed record ResourceRule(string Pattern, uint Weight, bool Omit, bool Optional, bool Nested, Func<string, bool> Matches)
{
    private const uint DefaultWeight = 1;

    /// <summary>A rule of the sets that we write ourselves.</summary>
    public static ResourceRule Known(string pattern, uint weight = DefaultWeight, bool omit = false, bool optional = false) => new(
        pattern, weight, omit, optional, Nested: false, ResourcePattern.Compile(pattern) ?? throw new ArgumentException($"'{pattern}' is no pattern.", nameof(pattern)));

    /// <summary>A rule out of a file; null when it makes no sense.</summary>
    public static ResourceRule? Read(string pattern, PropertyListValue value) => (ResourcePattern.Compile(pattern), value) switch
    {
        (null, _) => null,
        ({ } matches, PropertyListBoolean flag) => new ResourceRule(pattern, DefaultWeight, !flag.Value, Optional: false, Nested: false, matches),
        ({ } matches, PropertyListDictionary rule) => new ResourceRule(
            pattern, WeightOf(rule.Find("weight")), IsTrue(rule, "omit"), IsTrue(rule, "optional"), IsTrue(rule, "nested"), matches),
        _ => null,
    };

    public bool SaysTheSameAs(ResourceRule other) =>
        string.Equals(Pattern, other.Pattern, StringComparison.Ordinal)
        && (Weight, Omit, Optional, Nested) == (other.Weight, other.Omit, other.Optional, other.Nested);

    public PropertyListValue ToPropertyList()
    {
        if (Weight == DefaultWeight && !Omit && !Optional)
        {
            return new PropertyListBoolean(Value: true);
        }

        var rule = PropertyListDictionary.Empty;
        if (Omit)
        {
            rule = rule.With("omit", new PropertyListBoolean(Value: true));
        }

        if (Optional)
        {
            rule = rule.With("optional", new PropertyListBoolean(Value: true));
        }

        return Weight == DefaultWeight ? rule : rule.With("weight", new PropertyListReal(Weight));
    }

    private static bool IsTrue(PropertyListDictionary rule, string key) => rule.Find(key) is PropertyListBoolean { Value: true };

    private static uint WeightOf(PropertyListValue? value) => value switch
    {
        PropertyListInteger number => (uint)Int128.Clamp(number.Value, 0, uint.MaxValue),
        PropertyListReal number => double.IsNaN(number.Value) ? DefaultWeight : (uint)Math.Clamp(number.Value, 0, uint.MaxValue),
        _ => DefaultWeight,
    };
}
