namespace MobileDist.Pipeline.Settings.Yaml;

/// <summary>A key of a mapping with its value and the place of the key.</summary>
internal sealed record YamlEntry(string Key, YamlPosition Position, YamlNode Value);
