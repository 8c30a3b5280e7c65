using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings.Declaration;

/// <summary>Compares the file's nodes with the declared shapes and collects every difference.</summary>
/// <param name="faults">Takes the differences.</param>
/// <param name="hidesValues">Whether the file is personal, so that no message may repeat what stands in it.</param>
internal sealed partial class ShapeCheck(ICollection<Fault> faults, bool hidesValues = false)
{
    private const string Hidden = "(not shown)";

    /// <summary>Checks one value and all that is under it.</summary>
    /// <param name="node">The value.</param>
    /// <param name="shape">What it should look like.</param>
    /// <param name="path">The keys that lead to it, for messages: <c>apps.demo.android</c>.</param>
    public void Check(YamlNode node, SettingsShape shape, string path)
    {
        switch (shape)
        {
            case SettingsShape.Section section:
                CheckSection(node, section, path);
                break;
            case SettingsShape.Named named:
                CheckNamed(node, named, path);
                break;
            case SettingsShape.Sections list:
                CheckSections(node, list, path);
                break;
            case SettingsShape.Variables:
                CheckVariables(node, shape, path);
                break;
            case SettingsShape.TextOrMap when node is YamlNode.Mapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    CheckScalar(entry.Value, shape, Join(path, entry.Key));
                }

                break;
            case SettingsShape.Texts or SettingsShape.Choices:
                CheckList(node, shape, path);
                break;
            default:
                CheckScalar(node, shape, path);
                break;
        }
    }

    private void CheckSection(YamlNode node, SettingsShape.Section section, string path)
    {
        if (section.Shorthand is { } shorthand && node is YamlNode.Scalar { IsNothing: false })
        {
            Check(node, section.Key(shorthand).Shape, path);
            return;
        }

        foreach (var entry in Entries(node, section, path))
        {
            var key = section.Keys.FirstOrDefault(key => string.Equals(key.Name, entry.Key, StringComparison.Ordinal));
            if (key is null)
            {
                var known = section.Keys.Select(known => known.Name).ToList();
                var shown = hidesValues && NearestName.To(entry.Key, known) is null ? entry with { Key = Hidden } : entry;
                faults.Add(SettingsFaults.UnknownKey(shown, path, known));
            }
            else
            {
                Check(entry.Value, key.Shape, Join(path, key.Name));
            }
        }
    }

    private void CheckNamed(YamlNode node, SettingsShape.Named named, string path)
    {
        foreach (var entry in Entries(node, named, path))
        {
            if (entry.Key.Length > 60 || entry.Key.Contains('\n', StringComparison.Ordinal) || !Regex.IsMatch(entry.Key, named.NamePattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            {
                faults.Add(SettingsFaults.BadName(entry, named));
            }
            else
            {
                Check(entry.Value, named.Each, Join(path, entry.Key));
            }
        }
    }

    private void CheckSections(YamlNode node, SettingsShape.Sections list, string path)
    {
        if (node is not YamlNode.Sequence sequence)
        {
            if (!node.IsNothing)
            {
                faults.Add(WrongKind(node, path, list.Valid));
            }

            return;
        }

        for (var i = 0; i < sequence.Items.Length; i++)
        {
            Check(sequence.Items[i], list.Each, $"{path}[{i + 1}]");
        }
    }

    private Fault WrongKind(YamlNode node, string path, string valid) =>
        SettingsFaults.WrongKind(hidesValues && node is YamlNode.Scalar scalar ? scalar with { Text = Hidden } : node, path, valid);

    private void CheckVariables(YamlNode node, SettingsShape shape, string path)
    {
        foreach (var entry in Entries(node, shape, path))
        {
            if (!VariableName().IsMatch(entry.Key))
            {
                faults.Add(SettingsFaults.BadVariableName(entry, path));
            }
            else if (entry.Value is not YamlNode.Scalar)
            {
                faults.Add(WrongKind(entry.Value, Join(path, entry.Key), "a text"));
            }
        }
    }

    private void CheckList(YamlNode node, SettingsShape shape, string path)
    {
        if (node is YamlNode.Sequence { Items.IsEmpty: true })
        {
            faults.Add(SettingsFaults.NoValue(node, path, shape.Valid));
        }

        foreach (var item in node is YamlNode.Sequence list ? list.Items : [node])
        {
            var alone = node is YamlNode.Scalar && shape is SettingsShape.Choices { Alone: { } word } && item is YamlNode.Scalar { Text: var text } && string.Equals(text, word, StringComparison.Ordinal);
            if (!alone)
            {
                CheckScalar(item, shape, path);
            }
        }
    }

    private void CheckScalar(YamlNode node, SettingsShape shape, string path)
    {
        if (node is not YamlNode.Scalar scalar)
        {
            faults.Add(WrongKind(node, path, shape.Valid));
        }
        else if (scalar.IsNothing || scalar.Text.Length == 0)
        {
            faults.Add(SettingsFaults.NoValue(node, path, shape.Valid));
        }
        else if (shape is SettingsShape.SecretReference && !SecretName().IsMatch(scalar.Text))
        {
            faults.Add(SettingsFaults.LiteralSecret(scalar, path));
        }
        else if (!IsValid(scalar, shape))
        {
            faults.Add(SettingsFaults.InvalidValue(scalar, path, shape.Valid, Choices(shape)));
        }
    }

    private static bool IsValid(YamlNode.Scalar scalar, SettingsShape shape) => shape switch
    {
        SettingsShape.Flag => scalar is { IsPlain: true, Text: "true" or "false" },
        SettingsShape.Duration => SettingsDuration.TryParse(scalar.Text, out _),
        SettingsShape.Choice or SettingsShape.Choices => Choices(shape).Contains(scalar.Text, StringComparer.Ordinal),
        _ => true,
    };

    private static ImmutableArray<string> Choices(SettingsShape shape) => shape switch
    {
        SettingsShape.Choice choice => choice.Values,
        SettingsShape.Choices choices => choices.Values,
        _ => [],
    };

    private ImmutableArray<YamlEntry> Entries(YamlNode node, SettingsShape shape, string path)
    {
        if (node is YamlNode.Mapping mapping)
        {
            return mapping.Entries;
        }

        if (!node.IsNothing)
        {
            faults.Add(WrongKind(node, path, shape.Valid));
        }

        return [];
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^\$\{[A-Za-z_][A-Za-z0-9_]*\}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretName();
}
