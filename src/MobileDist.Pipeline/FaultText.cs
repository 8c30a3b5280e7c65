using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline;

/// <summary>How this room's sentences tell places, and quote what was given.</summary>
internal static class FaultText
{
    private const int MostShown = 120;

    public static Fault At(Fault fault, YamlPosition? at) =>
        at is null ? fault : fault.With("file", at.File).With("line", $"{at.Line}").With("column", $"{at.Column}");

    public static Fault Of(Fault fault, Given given) => given.Place is null ? fault.With("from", given.Source) : At(fault, given.Place);

    public static string Short(string text) => Clean(text.Length > MostShown ? text[..MostShown] + "…" : text);

    public static string Clean(string text) => string.Concat(text.Trim().Select(c => char.IsControl(c) ? ' ' : c));
}
