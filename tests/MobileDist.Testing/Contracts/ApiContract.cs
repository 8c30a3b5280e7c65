using System.Globalization;
using System.Text.Json;

namespace MobileDist.Testing;

/// <summary>
/// A service's own description of its API, Swagger 2.0 or OpenAPI 3.0, and what in a call goes against it. Requests are
/// checked strictly; answers may hold more than the description knows, as those of the real services do.
/// </summary>
public sealed class ApiContract
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    private readonly JsonElement _root;
    private readonly List<ApiRoute> _routes = [];

    private ApiContract(JsonElement root)
    {
        _root = root;
        var prefix = root.TryGetProperty("basePath", out var basePath) ? basePath.GetString()!.TrimEnd('/') : "";
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name, StringComparer.Ordinal)))
            {
                _routes.Add(new ApiRoute(operation.Name.ToUpperInvariant(), Segments(prefix + path.Name), () => Read(path.Value, operation.Value)));
            }
        }
    }

    /// <summary>How many operations it describes.</summary>
    public int Count => _routes.Count;

    /// <summary>The member that a service puts around lists although its description does not say so: <c>value</c> for Azure DevOps.</summary>
    public string? ListMember { get; init; }

    public static ApiContract Load(string path, string? listMember = null) =>
        new(JsonElement.Parse(File.ReadAllBytes(path))) { ListMember = listMember };

    /// <summary>A discovery document of Google's, read as what it would be in OpenAPI.</summary>
    public static ApiContract LoadDiscovery(string path) => new(DiscoveryDocument.ToOpenApi(path));

    /// <summary>What is wrong with the request; empty when it is as described.</summary>
    public IReadOnlyList<string> CheckRequest(ApiCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var path = Segments(call.Path);
        if (Find(call.Method, path) is not { } route)
        {
            return [$"{call.Method} {call.Path}: no such operation"];
        }

        var operation = route.Operation;
        var query = Query(call.Query);
        var variables = route.Variables(path);
        var violations = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            var given = parameter.Place switch
            {
                "path" => variables.GetValueOrDefault(parameter.Name),
                "query" => query.GetValueOrDefault(parameter.Name),
                _ => "",
            };
            if (given is null && parameter.IsRequired)
            {
                violations.Add($"{parameter.Place}: '{parameter.Name}' is missing");
            }
            else if (!string.IsNullOrEmpty(given))
            {
                violations.AddRange(CheckText(parameter, given));
            }
        }

        violations.AddRange(query.Keys.Except(operation.Parameters.Where(parameter => parameter.Place is "query").Select(parameter => parameter.Name), StringComparer.Ordinal)
            .Select(name => $"query: '{name}' is unknown"));
        violations.AddRange(CheckBody(call, operation));
        return violations;
    }

    /// <summary>What is wrong with the answer; errors are as the service words them and described nowhere.</summary>
    public IReadOnlyList<string> CheckAnswer(ApiCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Find(call.Method, Segments(call.Path)) is not { Operation: var operation })
        {
            return [$"{call.Method} {call.Path}: no such operation"];
        }

        var status = call.Status.ToString(CultureInfo.InvariantCulture);
        if (!operation.Answers.TryGetValue(status, out var schema) && !operation.Answers.TryGetValue("default", out schema))
        {
            return call.Status >= 400 ? [] : [$"status {status} is none of {string.Join(", ", operation.Answers.Keys)}"];
        }

        if (schema.ValueKind == JsonValueKind.Undefined || !IsJson(call.AnswerType) || call.AnswerBody.Length == 0)
        {
            return schema.ValueKind != JsonValueKind.Undefined && IsJson(call.AnswerType) ? ["the answer has no body"] : [];
        }

        using var document = JsonDocument.Parse(call.AnswerBody);
        var value = document.RootElement;
        var isWrapped = ListMember is not null && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(ListMember, out _)
            && ApiSchema.Resolve(_root, schema).TryGetProperty("type", out var type) && type.ValueEquals("array");
        return ApiSchema.Check(_root, schema, isWrapped ? value.GetProperty(ListMember!) : value, isStrict: false);
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsJson(string? mediaType) => mediaType is not null && (mediaType is "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal));

    private static Dictionary<string, string> Query(string query) => query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);

    private ApiRoute? Find(string method, string[] path) => _routes
        .Where(route => string.Equals(route.Method, method, StringComparison.Ordinal) && route.Fit(path) >= 0)
        .MaxBy(route => route.Fit(path));

    private IReadOnlyList<string> CheckText(ApiParameter parameter, string given)
    {
        var schema = ApiSchema.Resolve(_root, parameter.Schema);
        var type = schema.TryGetProperty("type", out var name) ? name.GetString() : null;
        if (type is "integer" or "number")
        {
            return long.TryParse(given, CultureInfo.InvariantCulture, out _) ? [] : [$"{parameter.Place}: '{given}' for '{parameter.Name}' is no number"];
        }

        if (type is "array" && schema.TryGetProperty("items", out var items) && ApiSchema.Resolve(_root, items).TryGetProperty("enum", out _))
        {
            return [.. given.Split(',').SelectMany(item => CheckText(parameter with { Schema = items }, item))];
        }

        return type is "string"
            ? [.. ApiSchema.Check(_root, schema, JsonSerializer.SerializeToElement(given), isStrict: true).Select(violation => $"{parameter.Place}: {parameter.Name}: {violation}")]
            : [];
    }

    private IReadOnlyList<string> CheckBody(ApiCall call, ApiOperation operation)
    {
        if (call.RequestBody.Length == 0)
        {
            return operation.IsBodyRequired ? ["the body is missing"] : [];
        }

        if (!operation.Bodies.TryGetValue(call.RequestType ?? "", out var schema))
        {
            // Bytes of whatever kind; the description cannot list them all.
            if (operation.Bodies.ContainsKey("application/octet-stream") && call.RequestType?.Contains('/', StringComparison.Ordinal) == true)
            {
                return [];
            }

            return [$"a body of type '{call.RequestType}' is none of: {string.Join(", ", operation.Bodies.Keys)}"];
        }

        if (!IsJson(call.RequestType))
        {
            return [];
        }

        using var document = JsonDocument.Parse(call.RequestBody);
        return ApiSchema.Check(_root, schema, document.RootElement, isStrict: true);
    }

    private ApiOperation Read(JsonElement shared, JsonElement operation)
    {
        var parameters = new[] { shared, operation }
            .SelectMany(level => level.TryGetProperty("parameters", out var list) ? list.EnumerateArray() : [])
            .Select(parameter => ApiSchema.Resolve(_root, parameter))
            .ToList();
        var (bodies, isRequired) = Bodies(operation, parameters);
        return new ApiOperation
        {
            Parameters = [.. parameters.Where(parameter => Place(parameter) is not ("body" or "formData")).Select(parameter => new ApiParameter(
                parameter.GetProperty("name").GetString()!,
                Place(parameter),
                IsTrue(parameter, "required"),
                parameter.TryGetProperty("schema", out var schema) ? schema : parameter))],
            Bodies = bodies,
            IsBodyRequired = isRequired,
            IsLastSegmentOpen = parameters.Exists(parameter => IsTrue(parameter, "x-multi-segment")),
            Answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => AnswerSchema(ApiSchema.Resolve(_root, answer.Value)), StringComparer.Ordinal),
        };
    }

    private (Dictionary<string, JsonElement> Bodies, bool IsRequired) Bodies(JsonElement operation, List<JsonElement> parameters)
    {
        if (operation.TryGetProperty("requestBody", out var reference))
        {
            var body = ApiSchema.Resolve(_root, reference);
            return (body.GetProperty("content").EnumerateObject().ToDictionary(type => type.Name, type => type.Value.TryGetProperty("schema", out var schema) ? schema : default, StringComparer.Ordinal), IsTrue(body, "required"));
        }

        var swagger = parameters.Find(parameter => Place(parameter) is "body");
        if (swagger.ValueKind == JsonValueKind.Undefined)
        {
            return ([], false);
        }

        var types = operation.TryGetProperty("consumes", out var consumes) ? consumes.EnumerateArray().Select(type => type.GetString()!) : ["application/json"];
        return (types.ToDictionary(type => type, _ => swagger.GetProperty("schema"), StringComparer.Ordinal), IsTrue(swagger, "required"));
    }

    private static JsonElement AnswerSchema(JsonElement answer)
    {
        if (answer.TryGetProperty("schema", out var swagger))
        {
            return swagger;
        }

        return answer.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) && json.TryGetProperty("schema", out var schema) ? schema : default;
    }

    private static string Place(JsonElement parameter) => parameter.GetProperty("in").GetString()!;

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
