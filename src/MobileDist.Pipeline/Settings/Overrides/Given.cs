namespace MobileDist.Pipeline.Settings.Overrides;

/// <summary>A setting's text with where it came from.</summary>
/// <param name="Value">The text; for a secret it must not be shown.</param>
/// <param name="Source">For messages: <c>--package</c>, <c>MOBILEDIST_PACKAGE</c>, <c>mobiledist.yml</c>.</param>
/// <param name="Level">Which of two wins.</param>
/// <param name="Folder">What a relative path starts from.</param>
/// <param name="Place">File, line and column for a setting of the file.</param>
/// <param name="FromVariable">Whether an environment variable's value is in it, so that it may hold a file's content.</param>
internal sealed record Given(string Value, string Source, SettingLevel Level, string Folder, Yaml.YamlPosition? Place = null, bool FromVariable = false)
{
    /// <summary>Not the generated text: the value may be a secret.</summary>
    public override string ToString() => Source;
}
