using System.Text;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>The settings file, read and compared with its declaration.</summary>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Root">Its keys; empty when it was not readable, with the reason among the faults.</param>
internal sealed record ConfigFile(string FullPath, YamlNode.Mapping Root)
{
    private const long MaxLength = 1024 * 1024;

    private static readonly string[] OtherSpellings = ["mobiledist.yaml", ".mobiledist.yml", "MobileDist.yml"];

    public string Folder => Path.GetDirectoryName(FullPath)!;

    /// <summary>Null when there is none and none is needed.</summary>
    public static ConfigFile? Read(DistributionInputs inputs, OverrideSet overrides, ICollection<Fault> faults)
    {
        var asked = overrides.Find("config");
        var path = Path.GetFullPath(asked?.Value is { Length: > 0 } value ? value : SettingsDeclaration.DefaultFile, inputs.WorkingFolder);
        if (!File.Exists(path))
        {
            if (asked is not null)
            {
                faults.Add(SettingsFaults.ConfigNotFound(asked, path));
            }
            else if (overrides.Find("package") is null)
            {
                faults.Add(SettingsFaults.NothingToDo(inputs.WorkingFolder, HasOtherSpelling(inputs.WorkingFolder)));
            }

            return null;
        }

        var shown = Shown(path, inputs.WorkingFolder);
        return new ConfigFile(path, Parse(path, shown, faults) ?? new YamlNode.Mapping(new YamlPosition(shown, 1, 1), []));
    }

    private static YamlNode.Mapping? Parse(string path, string shown, ICollection<Fault> faults)
    {
        if (ReadText(path, shown, faults) is not { } text)
        {
            return null;
        }

        var before = faults.Count;
        var root = YamlTreeReader.Read(shown, text, faults);
        if (root is null or { IsNothing: true })
        {
            if (faults.Count == before)
            {
                faults.Add(SettingsFaults.EmptyConfig(shown));
            }

            return null;
        }

        new ShapeCheck(faults).Check(root, SettingsDeclaration.Root, "");
        return root as YamlNode.Mapping;
    }

    /// <summary>A file of settings as text; null when it cannot be read, with the reason among the faults.</summary>
    public static string? ReadText(string path, string shown, ICollection<Fault> faults)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
            {
                faults.Add(SettingsFaults.ConfigTooBig(shown, MaxLength));
                return null;
            }

            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            faults.Add(SettingsFaults.ConfigNotText(shown));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(SettingsFaults.ConfigUnreadable(shown, error.Message));
        }

        return null;
    }

    private static string? HasOtherSpelling(string folder) =>
        OtherSpellings.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));

    private static string Shown(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace('\\', '/');
    }
}
