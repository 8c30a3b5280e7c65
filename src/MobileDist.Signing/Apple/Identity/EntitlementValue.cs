using System.Globalization;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Values of entitlements: whether a profile grants one, whether a signature can hold it, how it reads in a message.</summary>
internal static class EntitlementValue
{
    private const int LongestText = 200;

    /// <summary>
    /// Whether what a profile says covers what an app asks: <c>*</c> covers all, a text covers itself or, with <c>*</c> at its end, what
    /// begins like it, a list covers its members, and false asks for nothing.
    /// </summary>
    public static bool Grants(PropertyListValue granted, PropertyListValue asked) => (granted, asked) switch
    {
        (PropertyListString { Value: "*" }, _) => true,
        (_, PropertyListBoolean { Value: false }) => true,
        (_, PropertyListArray list) => list.Items.All(item => Grants(granted, item)),
        (PropertyListString allowed, PropertyListString text) => Covers(allowed.Value, text.Value),
        (PropertyListArray list, PropertyListString) => list.Items.Any(item => item is PropertyListString && Grants(item, asked)),
        _ => granted.Equals(asked),
    };

    /// <summary>Whether it still stands for many values, as only a profile may say it.</summary>
    public static bool IsWildcard(PropertyListValue value) =>
        value is PropertyListString { Value: var text } && (text is "*" || text.EndsWith(".*", StringComparison.Ordinal));

    /// <summary>The first value inside that the signature's binary form (CoreEntitlements) has no element for; null when there is none.</summary>
    public static string? Unsignable(PropertyListValue value) => value switch
    {
        PropertyListDictionary map => map.Entries.Select(entry => Unsignable(entry.Value)).FirstOrDefault(kind => kind is not null),
        PropertyListArray list => list.Items.Select(Unsignable).FirstOrDefault(kind => kind is not null),
        PropertyListData => "data",
        PropertyListDate => "a date",
        PropertyListReal => "a real number",
        PropertyListUid => "a UID",
        _ => null,
    };

    public static PropertyListValue Replace(PropertyListValue value, Func<string, string> change) => value switch
    {
        PropertyListString text => new PropertyListString(change(text.Value)),
        PropertyListArray list => new PropertyListArray([.. list.Items.Select(item => Replace(item, change))]),
        PropertyListDictionary map => new PropertyListDictionary([.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Replace(entry.Value, change)))]),
        _ => value,
    };

    public static string Show(PropertyListValue? value)
    {
        var text = value is null ? "(nothing)" : PlainText.Clean(Text(value, depth: 0));
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    private static bool Covers(string allowed, string text) =>
        string.Equals(allowed, text, StringComparison.Ordinal)
        || (allowed.EndsWith('*') && text.StartsWith(allowed[..^1], StringComparison.Ordinal));

    private static string Text(PropertyListValue value, int depth) => value switch
    {
        PropertyListString text => text.Value,
        PropertyListBoolean flag => flag.Value ? "true" : "false",
        PropertyListInteger number => number.Value.ToString(CultureInfo.InvariantCulture),
        PropertyListArray list when depth < 3 => $"[{string.Join(", ", list.Items.Take(20).Select(item => Text(item, depth + 1)))}{(list.Items.Length > 20 ? ", …" : "")}]",
        PropertyListDictionary map when depth < 3 => $"{{{string.Join(", ", map.Entries.Take(20).Select(entry => $"{entry.Key}: {Text(entry.Value, depth + 1)}"))}}}",
        _ => "…",
    };
}
