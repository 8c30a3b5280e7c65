using System.Text;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>Puts environment variables in place of <c>${NAME}</c>; <c>$${</c> stands for <c>${</c> itself.</summary>
internal sealed class Interpolation(OverrideSet overrides, string folder)
{
    /// <summary>The text with its variables; null with the reason among the faults when one is missing or malformed.</summary>
    public Given? Expand(YamlNode.Scalar scalar, string path, ICollection<Fault> faults)
    {
        var text = scalar.Text;
        var result = new StringBuilder(text.Length);
        var before = faults.Count;
        var used = false;
        for (var index = 0; index < text.Length;)
        {
            if (Starts("$${", index))
            {
                result.Append("${");
                index += 3;
            }
            else if (Starts("${", index))
            {
                var end = text.IndexOf('}', index);
                var name = end < 0 ? text[(index + 2)..] : text[(index + 2)..end];
                result.Append(Value(name, closed: end >= 0, scalar, path, faults));
                used = true;
                index = end < 0 ? text.Length : end + 1;
            }
            else
            {
                result.Append(text[index++]);
            }
        }

        return faults.Count > before ? null : new Given(result.ToString(), scalar.Position.File, SettingLevel.File, folder, scalar.Position, used);

        bool Starts(string token, int index) => string.CompareOrdinal(text, index, token, 0, token.Length) == 0;
    }

    private string Value(string name, bool closed, YamlNode.Scalar scalar, string path, ICollection<Fault> faults)
    {
        if (!closed || name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            faults.Add(SettingsFaults.MalformedVariable(scalar, path));
            return "";
        }

        if (overrides.Variable(name) is { } value)
        {
            return value;
        }

        faults.Add(SettingsFaults.MissingVariable(scalar.Position, path, name));
        return "";
    }
}
