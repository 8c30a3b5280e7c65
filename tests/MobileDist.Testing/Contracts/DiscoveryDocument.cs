using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileDist.Testing;

/// <summary>
/// Google's own form of an API description (https://developers.google.com/discovery/v1/reference/apis), turned into
/// OpenAPI 3.0 in memory. Uploads get a second path, and the part requests of their protocol, which the document only
/// hints at.
/// </summary>
internal static class DiscoveryDocument
{
    private const string AnyBytes = "application/octet-stream";

    public static JsonElement ToOpenApi(string path)
    {
        var document = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        var schemas = document["schemas"]!.DeepClone();
        PointToComponents(schemas);
        var paths = new JsonObject();
        foreach (var method in Methods(document))
        {
            Add(paths, document, method);
        }

        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        });
    }

    private static IEnumerable<JsonObject> Methods(JsonObject resource)
    {
        foreach (var (_, method) in resource["methods"] as JsonObject ?? [])
        {
            yield return method!.AsObject();
        }

        foreach (var (_, inner) in resource["resources"] as JsonObject ?? [])
        {
            foreach (var method in Methods(inner!.AsObject()))
            {
                yield return method;
            }
        }
    }

    private static void Add(JsonObject paths, JsonObject document, JsonObject method)
    {
        var own = method["parameters"] as JsonObject ?? [];
        var operation = new JsonObject
        {
            ["parameters"] = Parameters(document, own, method["flatPath"]?.GetValue<string>() ?? Text(method, "path")),
            ["responses"] = Answers(method),
        };
        if (method["request"] is { } body)
        {
            operation["requestBody"] = Body("application/json", Reference(body));
        }

        // The flat path spells out what a variable with slashes stands for.
        Put(paths, method["flatPath"]?.GetValue<string>() ?? Text(method, "path"), Text(method, "httpMethod"), operation);
        if (method["mediaUpload"]?["protocols"]?["simple"]?["path"]?.GetValue<string>() is { } upload)
        {
            AddUpload(paths, document, method, own, upload);
        }
    }

    private static void AddUpload(JsonObject paths, JsonObject document, JsonObject method, JsonObject own, string path)
    {
        var begin = new JsonObject { ["parameters"] = Parameters(document, own, path), ["responses"] = new JsonObject { ["200"] = new JsonObject() } };
        Put(paths, path, "POST", begin);
        var answers = Answers(method);
        answers["308"] = new JsonObject();
        var parameters = Parameters(document, own, path);
        parameters.Add(new JsonObject { ["name"] = "upload_id", ["in"] = "query", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } });
        var part = Body(AnyBytes, []);
        part["content"]![""] = new JsonObject();
        part["required"] = false;
        Put(paths, path, "PUT", new JsonObject { ["parameters"] = parameters, ["requestBody"] = part, ["responses"] = answers });
    }

    private static void Put(JsonObject paths, string path, string method, JsonObject operation)
    {
        var key = "/" + path.TrimStart('/');
        paths[key] ??= new JsonObject();
        paths[key]![method.ToLowerInvariant()] = operation;
    }

    private static JsonArray Parameters(JsonObject document, JsonObject own, string path)
    {
        var list = new JsonArray();
        foreach (var (name, parameter) in own.Concat(document["parameters"]!.AsObject()))
        {
            // One that stands for several segments is not there in a flat path.
            var place = Text(parameter!.AsObject(), "location");
            if (place is not "path" || path.Contains($"{{{name}}}", StringComparison.Ordinal))
            {
                list.Add(new JsonObject { ["name"] = name, ["in"] = place, ["required"] = parameter!["required"]?.GetValue<bool>() == true, ["schema"] = Schema(parameter.AsObject()) });
            }
        }

        return list;
    }

    private static JsonObject Answers(JsonObject method)
    {
        var success = new JsonObject();
        if (method["response"] is { } response)
        {
            success["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(response) } };
        }

        return method["response"] is null ? new JsonObject { ["200"] = success, ["204"] = new JsonObject() } : new JsonObject { ["200"] = success };
    }

    private static JsonObject Body(string type, JsonObject schema) => new() { ["required"] = true, ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } } };

    private static JsonObject Reference(JsonNode node) => new() { ["$ref"] = "#/components/schemas/" + node["$ref"]!.GetValue<string>() };

    private static JsonObject Schema(JsonObject parameter) => new(parameter.Where(member => member.Key is "type" or "enum" or "format" or "pattern").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static void PointToComponents(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject owner when owner["$ref"] is JsonValue reference:
                owner["$ref"] = "#/components/schemas/" + reference.GetValue<string>();
                break;
            case JsonObject owner:
                foreach (var (_, member) in owner)
                {
                    PointToComponents(member);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    PointToComponents(item);
                }

                break;
        }
    }

    private static string Text(JsonObject owner, string name) => owner[name]!.GetValue<string>();
}
