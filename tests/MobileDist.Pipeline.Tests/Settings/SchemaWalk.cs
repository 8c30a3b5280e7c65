using System.Text.Json;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>As much of a JSON Schema validator as it takes to see that every key of a file is declared.</summary>
internal static class SchemaWalk
{
    public static void Check(YamlNode node, JsonElement schema, string path, ICollection<Fault> faults)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var fitting = choices.EnumerateArray().Where(choice => KindFits(node, choice)).ToList();
            if (fitting.Count == 0)
            {
                faults.Add(new Fault($"{path}: no choice fits {node.Kind}."));
            }

            foreach (var choice in fitting)
            {
                Check(node, choice, path, faults);
            }
        }
        else if (!KindFits(node, schema))
        {
            faults.Add(new Fault($"{path}: {node.Kind} does not fit."));
        }

        foreach (var entry in (node as YamlNode.Mapping)?.Entries ?? [])
        {
            if (Property(schema, entry.Key) is { } property)
            {
                Check(entry.Value, property, $"{path}.{entry.Key}", faults);
            }
            else if (!schema.TryGetProperty("oneOf", out _))
            {
                faults.Add(new Fault($"{path}: '{entry.Key}' is not declared."));
            }
        }
    }

    private static bool KindFits(YamlNode node, JsonElement schema) => node switch
    {
        YamlNode.Mapping => schema.TryGetProperty("properties", out _) || schema.TryGetProperty("patternProperties", out _) || OfAnyName(schema) is not null,
        YamlNode.Sequence => schema.TryGetProperty("items", out _),
        _ => !schema.TryGetProperty("properties", out _) && !schema.TryGetProperty("items", out _) && OfAnyName(schema) is null,
    };

    private static JsonElement? OfAnyName(JsonElement schema) =>
        schema.TryGetProperty("additionalProperties", out var any) && any.ValueKind == JsonValueKind.Object ? any : null;

    private static JsonElement? Property(JsonElement schema, string key)
    {
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out var named))
        {
            return named;
        }

        if (schema.TryGetProperty("patternProperties", out var patterns))
        {
            foreach (var pattern in patterns.EnumerateObject().Where(pattern => Regex.IsMatch(key, pattern.Name, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))))
            {
                return pattern.Value;
            }
        }

        return OfAnyName(schema);
    }
}
