using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileDist.Pipeline.Settings.Declaration;

/// <summary>Writes the declaration as JSON Schema 2020-12, for editors.</summary>
internal static class SettingsJsonSchema
{
    // The file is read by people and by editors, not put into a page: quotes and '<' stay as they are.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>mobiledist.schema.json</c>.</summary>
    public static string Render() => Render(
        SettingsDeclaration.Root,
        "MobileDistPipeline settings (mobiledist.yml)",
        "${NAME} stands for an environment variable, $${ for the characters themselves. Arguments win over the environment, the environment over this file.");

    /// <summary>The schema of any file that has a declaration.</summary>
    public static string Render(SettingsShape root, string title, string description)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = description,
        };
        foreach (var (name, value) in Of(root))
        {
            schema[name] = value?.DeepClone();
        }

        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Of(SettingsShape shape) => shape switch
    {
        SettingsShape.Section { Shorthand: null } section => Section(section),
        SettingsShape.Section section => new JsonObject { ["oneOf"] = new JsonArray(Of(section.Key(section.Shorthand!).Shape), Section(section)) },
        SettingsShape.Named named => new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { [named.NamePattern] = Of(named.Each) },
            ["additionalProperties"] = false,
        },
        SettingsShape.Sections list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Each) },
        SettingsShape.Flag => new JsonObject { ["type"] = "boolean" },
        SettingsShape.Duration => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+[smh]$" },
        SettingsShape.SecretReference => new JsonObject { ["type"] = "string", ["pattern"] = @"^\$\{[A-Za-z_][A-Za-z0-9_]*\}$" },
        SettingsShape.Choice choice => Words(choice.Values),
        SettingsShape.Choices choices => OneOrList(Words(choices.Values), choices.Alone is null ? Words(choices.Values) : Words([choices.Alone, .. choices.Values])),
        SettingsShape.Texts => OneOrList(Text(), Text()),
        SettingsShape.Variables => new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { ["^[A-Za-z_][A-Za-z0-9_]*$"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") } },
            ["additionalProperties"] = false,
        },
        _ => Text(),
    };

    private static JsonObject Section(SettingsShape.Section section)
    {
        var properties = new JsonObject();
        foreach (var key in section.Keys)
        {
            var value = Of(key.Shape);
            var described = new JsonObject { ["description"] = key.Description };
            if (key.Default is not null)
            {
                described["default"] = key.Shape is SettingsShape.Flag ? JsonNode.Parse(key.Default) : key.Default;
            }

            foreach (var (name, part) in value)
            {
                described[name] = part?.DeepClone();
            }

            properties[key.Name] = described;
        }

        return new JsonObject
        {
            ["type"] = section.Keys.All(key => key.Default is not null || key.Shape is SettingsShape.Text) ? new JsonArray("object", "null") : "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    // YAML reads 1.0 and 42 as numbers, and a name may well be one.
    private static JsonObject Text() => new() { ["type"] = new JsonArray("string", "number"), ["minLength"] = 1 };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    private static JsonObject OneOrList(JsonObject item, JsonObject alone) => new()
    {
        ["oneOf"] = new JsonArray(alone, new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1 }),
    };
}
