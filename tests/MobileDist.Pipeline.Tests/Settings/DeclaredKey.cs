using System.Text.Json.Nodes;
using MobileDist.Pipeline.Settings.Declaration;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>A key of the declaration with the sections that lead to it.</summary>
/// <param name="Path">The sections' keys; <see cref="AnyName"/> for one that the user names.</param>
/// <param name="Key">The key itself.</param>
internal sealed record DeclaredKey(string[] Path, SettingsKey Key)
{
    public const string AnyName = "*";

    public string Text => string.Join('.', [.. Path, Key.Name]);

    /// <summary>Whether another key of the same name stands in for it.</summary>
    public bool IsAppsOwn => Path is ["apps", _, _, "play" or "testflight", ..];

    /// <summary>The sections of a file that have the key.</summary>
    public IReadOnlyList<JsonObject> Places(JsonObject file)
    {
        IEnumerable<JsonObject> sections = [file];
        foreach (var name in Path)
        {
            sections = sections.SelectMany(section => name is AnyName ? section.Select(entry => entry.Value) : [section[name]]).OfType<JsonObject>();
        }

        return [.. sections.Where(section => section.ContainsKey(Key.Name))];
    }
}
