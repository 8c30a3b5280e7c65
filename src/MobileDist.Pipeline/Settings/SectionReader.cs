using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>
/// Takes values out of a section of the file. What has the wrong shape was reported by the shape check already, and
/// is passed over here.
/// </summary>
internal sealed class SectionReader(YamlNode? node, string path, Interpolation interpolation, ICollection<Fault> faults)
{
    public YamlNode? Node { get; } = node;

    public string Path { get; } = path;

    public bool Has(string key) => Find(key) is not null;

    public YamlNode? Find(string key) => (Node as YamlNode.Mapping)?.Find(key);

    public SectionReader Section(string key, ICollection<Fault>? into = null) => new(Find(key), Join(key), interpolation, into ?? faults);

    /// <summary>The same section, with what is wrong in it going elsewhere.</summary>
    public SectionReader Reporting(ICollection<Fault> into) => new(Node, Path, interpolation, into);

    /// <summary>A text with its variables put in.</summary>
    public Given? Text(string key) => Expand(Find(key), Join(key));

    /// <summary>The same without reporting what is wrong with it.</summary>
    public Given? Peek(string key) =>
        Find(key) is YamlNode.Scalar { IsNothing: false } scalar ? interpolation.Expand(scalar, Join(key), []) : null;

    /// <summary>The text of a scalar section that stands for one of its keys.</summary>
    public string? Shorthand => Node is YamlNode.Scalar { IsNothing: false } scalar ? scalar.Text : null;

    /// <summary>A text as it stands.</summary>
    public string? Verbatim(string key) => Find(key) is YamlNode.Scalar { IsNothing: false } scalar ? scalar.Text : null;

    public ImmutableArray<Given> Texts(string key) => [.. Scalars(key).Select(item => Expand(item, Join(key))).OfType<Given>()];

    public ImmutableArray<string> Choices(string key) => [.. Scalars(key).Select(item => item.Text)];

    public bool? Flag(string key) => Verbatim(key) switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    public ImmutableSortedDictionary<string, string> Variables(string key)
    {
        var pairs = from entry in (Find(key) as YamlNode.Mapping)?.Entries ?? []
                    let value = entry.Value.IsNothing ? "" : Expand(entry.Value, $"{Join(key)}.{entry.Key}")?.Value
                    where value is not null
                    select KeyValuePair.Create(entry.Key, value);
        return pairs.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>A text alone under the empty name, or each text under its own.</summary>
    public ImmutableArray<(string Name, Given Value)> TextOrMap(string key) => Find(key) switch
    {
        YamlNode.Mapping map =>
        [
            .. from entry in map.Entries
               let value = Expand(entry.Value, $"{Join(key)}.{entry.Key}")
               where value is not null
               select (entry.Key, value),
        ],
        _ => Text(key) is { } one ? [("", one)] : [],
    };

    private IEnumerable<YamlNode.Scalar> Scalars(string key) => Find(key) switch
    {
        YamlNode.Sequence list => list.Items.OfType<YamlNode.Scalar>().Where(item => !item.IsNothing),
        YamlNode.Scalar { IsNothing: false } one => [one],
        _ => [],
    };

    private Given? Expand(YamlNode? value, string where) =>
        value is YamlNode.Scalar { IsNothing: false } scalar ? interpolation.Expand(scalar, where, faults) : null;

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
