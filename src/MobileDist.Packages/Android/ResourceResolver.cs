using System.Globalization;

namespace MobileDist.Packages.Android;

/// <summary>
/// Turns values of the manifest into what they mean, through the resource table where they refer to it. The table is
/// opened by the first reference: a package whose manifest says everything itself needs none.
/// </summary>
internal sealed class ResourceResolver(IStringSource manifestStrings, Func<IResourceTable?> openTable)
{
    // The same bound as Android's own (AssetManager2::ResolveReference): further on it is a loop.
    private const int LongestChain = 20;

    private readonly Lazy<IResourceTable?> _table = new(openTable);

    /// <summary>The package's table; null when it has none.</summary>
    public IResourceTable? Table => _table.Value;

    /// <summary>The text: in the default language, else in English, else in the first language that has it. Null when there is none.</summary>
    public string? Text(ResourceValue? value) => value switch
    {
        null => null,
        { IsString: true } literal => manifestStrings.Get(literal.Data),
        { IsReference: true } reference => Resolve(reference) is { } found ? Table?.Text(found) ?? found.ToText() : null,
        _ => value.Value.ToText(),
    };

    /// <summary>The truth value; false when there is none.</summary>
    public bool Flag(ResourceValue? value) => Number(value) != 0 || string.Equals(Text(value), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number; 0 when there is none or it is no number.</summary>
    public uint Number(ResourceValue? value)
    {
        var found = value is { IsReference: true } reference ? Resolve(reference) : value;
        if (found is { IsInteger: true } number)
        {
            return number.Data;
        }

        return int.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? (uint)parsed : 0;
    }

    private ResourceValue? Resolve(ResourceValue value)
    {
        for (var i = 0; i < LongestChain && value.IsReference; i++)
        {
            if (Table is not { } table || Best(table.Find(value.Data)) is not { } next)
            {
                return null;
            }

            value = next;
        }

        return value.IsReference ? null : value;
    }

    private static ResourceValue? Best(IReadOnlyList<ResourceEntry> entries) => entries.Count == 0
        ? null
        : entries.MinBy(entry => (entry.Config.Locale, entry.Config.IsSpecial, entry.Config.SdkVersion)).Value;
}
