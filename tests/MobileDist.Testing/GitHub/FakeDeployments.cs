using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The deployments of the fake, with GitHub's rule that a success ends the earlier ones of its environment.</summary>
internal sealed class FakeDeployments(FakeGitHub hub)
{
    private const int LongestDescription = 140;

    private static readonly string[] States = ["error", "failure", "inactive", "in_progress", "queued", "pending", "success"];

    public List<FakeDeployment> All { get; } = [];

    public FakeGitHubAnswer Answer(FakeGitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", []) => List(FakeGitHub.Query(request.Path)),
        ("POST", []) => Create(JsonNode.Parse(request.Body)!),
        ("GET", [var id, "statuses"]) => Find(id) is { } deployment
            ? FakeGitHub.Json(200, new JsonArray([.. Enumerable.Reverse(deployment.Statuses).Select(Shown)]))
            : FakeGitHub.NotFound,
        ("POST", [var id, "statuses"]) => Find(id) is { } deployment ? Step(deployment, JsonNode.Parse(request.Body)!) : FakeGitHub.NotFound,
        _ => FakeGitHub.NotFound,
    };

    private FakeDeployment? Find(string id) => All.Find(deployment => deployment.Id == long.Parse(id, CultureInfo.InvariantCulture));

    private FakeGitHubAnswer List(Dictionary<string, string> query)
    {
        bool Fits(string name, string value) => !query.TryGetValue(name, out var asked) || string.Equals(asked, value, StringComparison.Ordinal);
        var fitting = Enumerable.Reverse(All).Where(deployment => Fits("environment", deployment.Environment) && Fits("sha", deployment.Sha));
        return FakeGitHub.Json(200, new JsonArray([.. fitting.Select(Shown)]));
    }

    private FakeGitHubAnswer Create(JsonNode body)
    {
        var reference = body["ref"]!.GetValue<string>();
        if (body["required_contexts"] is not JsonArray { Count: 0 })
        {
            // While our own job runs, the checks of the commit have not all ended.
            return FakeGitHubAnswer.Refusal(409, $"Conflict: Commit status checks failed for {reference}.");
        }

        if (body["auto_merge"]?.GetValue<bool>() ?? true)
        {
            return FakeGitHub.Json(202, new JsonObject { ["message"] = $"Auto-merged main into {reference} on deployment." });
        }

        var description = body["description"]?.GetValue<string>() ?? "";
        if (description.Length > LongestDescription)
        {
            return Invalid("Deployment", "description");
        }

        var made = new FakeDeployment(hub.NextId(), reference, body["environment"]?.GetValue<string>() ?? "production", body["payload"]?.ToJsonString() ?? "{}", description);
        All.Add(made);
        return FakeGitHub.Json(201, Shown(made));
    }

    private FakeGitHubAnswer Step(FakeDeployment deployment, JsonNode body)
    {
        var state = body["state"]?.GetValue<string>() ?? "";
        if (!States.Contains(state, StringComparer.Ordinal))
        {
            return Invalid("DeploymentStatus", "state");
        }

        if (string.Equals(state, "success", StringComparison.Ordinal) && (body["auto_inactive"]?.GetValue<bool>() ?? true))
        {
            foreach (var earlier in All.Where(other => other != deployment && other.State is "success" && string.Equals(other.Environment, deployment.Environment, StringComparison.Ordinal)))
            {
                earlier.Statuses.Add(new FakeDeploymentStatus(hub.NextId(), "inactive"));
            }
        }

        var step = new FakeDeploymentStatus(hub.NextId(), state, body["environment_url"]?.GetValue<string>() ?? "", body["log_url"]?.GetValue<string>() ?? "");
        deployment.Statuses.Add(step);
        return FakeGitHub.Json(201, Shown(step));
    }

    private static FakeGitHubAnswer Invalid(string resource, string field) => new(
        422, $$"""{"message":"Validation Failed","errors":[{"resource":"{{resource}}","code":"custom","field":"{{field}}"}],"status":"422"}""");

    private static JsonObject Shown(FakeDeployment deployment) => new()
    {
        ["id"] = deployment.Id,
        ["sha"] = deployment.Sha,
        ["ref"] = deployment.Sha,
        ["task"] = "deploy",
        ["environment"] = deployment.Environment,
        ["description"] = deployment.Description,
        ["payload"] = JsonNode.Parse(deployment.Payload),
    };

    private static JsonObject Shown(FakeDeploymentStatus status) => new()
    {
        ["id"] = status.Id,
        ["state"] = status.State,
        ["environment_url"] = status.EnvironmentUrl,
        ["log_url"] = status.LogUrl,
    };
}
