using System.Globalization;
using System.Text.Json;

namespace MobileDist.Testing;

/// <summary>
/// Checks JSON against the part of JSON Schema that Swagger 2.0 and OpenAPI 3.0 use: type, enum, required, properties,
/// items, allOf, oneOf, anyOf, additionalProperties, nullable, references.
/// </summary>
/// <param name="root">The whole description, for references.</param>
/// <param name="isStrict">Whether what the description does not know is wrong: so for requests, not for answers.</param>
internal sealed class ApiSchema(JsonElement root, bool isStrict)
{
    private readonly List<string> _violations = [];

    // Swagger 2.0 has no word for what may be null.
    private readonly bool _isNullSaid = root.TryGetProperty("openapi", out _);

    public static IReadOnlyList<string> Check(JsonElement root, JsonElement schema, JsonElement value, bool isStrict)
    {
        var check = new ApiSchema(root, isStrict);
        check.Visit(schema, value, "$");
        return check._violations;
    }

    public static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        for (var depth = 0; depth < 20 && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference); depth++)
        {
            schema = reference.GetString()!.TrimStart('#', '/').Split('/')
                .Aggregate(root, (at, name) => at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
        }

        return schema;
    }

    private void Visit(JsonElement reference, JsonElement value, string at)
    {
        var schema = Resolve(root, reference);
        if (schema.ValueKind != JsonValueKind.Object || (value.ValueKind == JsonValueKind.Null && (!_isNullSaid || IsNullable(schema))))
        {
            return;
        }

        if (Alternatives(schema) is { Count: > 0 } alternatives && alternatives.All(alternative => Check(root, alternative, value, isStrict).Count > 0))
        {
            _violations.Add($"{at}: fits none of {alternatives.Count} alternatives");
        }

        if (schema.TryGetProperty("enum", out var allowed) && value.ValueKind == JsonValueKind.String && !allowed.EnumerateArray().Any(item => item.ValueEquals(value.GetString())))
        {
            _violations.Add($"{at}: '{value.GetString()}' is none of {allowed}");
        }
        else if (schema.TryGetProperty("enum", out _) && value.ValueKind == JsonValueKind.Number && TypeOf(schema) is not ("integer" or "number"))
        {
            _violations.Add($"{at}: the number {value} stands where a name is expected");
        }

        CheckType(schema, value, at);
        if (value.ValueKind == JsonValueKind.Object)
        {
            VisitObject(schema, value, at);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Visit(items, item, $"{at}[{index}]");
            }
        }
    }

    private void VisitObject(JsonElement schema, JsonElement value, string at)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var required = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema, properties, required);
        _violations.AddRange(required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}: '{name}' is missing"));
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetValue(member.Name, out var known))
            {
                Visit(known, member.Value, $"{at}.{member.Name}");
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                Visit(others, member.Value, $"{at}.{member.Name}");
            }
            else if (isStrict && properties.Count > 0 && others.ValueKind != JsonValueKind.True)
            {
                _violations.Add($"{at}: '{member.Name}' is unknown");
            }
        }
    }

    private void Collect(JsonElement reference, Dictionary<string, JsonElement> properties, HashSet<string> required)
    {
        var schema = Resolve(root, reference);
        if (schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array)
        {
            required.UnionWith(names.EnumerateArray().Select(name => name.GetString()!));
        }

        if (schema.TryGetProperty("properties", out var own))
        {
            foreach (var property in own.EnumerateObject())
            {
                properties[property.Name] = property.Value;
            }
        }

        foreach (var part in Items(schema, "allOf"))
        {
            Collect(part, properties, required);
        }
    }

    private void CheckType(JsonElement schema, JsonElement value, string at)
    {
        var fits = TypeOf(schema) switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String && (IsDefault(schema, value) || FitsFormat(schema, value.GetString()!)),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => true,
        };
        if (!fits)
        {
            _violations.Add($"{at}: {value.ValueKind} stands where {TypeOf(schema)} is expected");
        }
    }

    private static List<JsonElement> Alternatives(JsonElement schema) => [.. Items(schema, "oneOf"), .. Items(schema, "anyOf")];

    private static IEnumerable<JsonElement> Items(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    // GitHub leaves an address empty that nobody gave, and says so by a default which is no address.
    private static bool IsDefault(JsonElement schema, JsonElement value) =>
        schema.TryGetProperty("default", out var given) && given.ValueKind == JsonValueKind.String && value.ValueEquals(given.GetString());

    private static bool FitsFormat(JsonElement schema, string text) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => !schema.TryGetProperty("maxLength", out var longest) || text.Length <= longest.GetInt32(),
    };

    private static bool IsNullable(JsonElement schema) => schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True;
}
