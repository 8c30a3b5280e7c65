namespace MobileDist.Pipeline.Settings.Yaml;

/// <summary>A place in a settings file; line and column count from one.</summary>
internal sealed record YamlPosition(string File, long Line, long Column);
