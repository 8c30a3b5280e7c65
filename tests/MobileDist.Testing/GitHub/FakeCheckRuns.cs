using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The check runs of the fake.</summary>
internal sealed class FakeCheckRuns(FakeGitHub hub)
{
    private const int LongestSummary = 65_535;

    private static readonly string[] Conclusions = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"];

    public List<FakeCheckRun> All { get; } = [];

    public FakeGitHubAnswer Answer(FakeGitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["commits", var sha, "check-runs"]) => List(sha, FakeGitHub.Query(request.Path)),
        ("POST", ["check-runs"]) => Create(JsonNode.Parse(request.Body)!),
        ("PATCH", ["check-runs", var id]) => All.Find(run => run.Id == long.Parse(id, CultureInfo.InvariantCulture)) is { } run
            ? Fill(run, JsonNode.Parse(request.Body)!, 200)
            : FakeGitHub.NotFound,
        _ => FakeGitHub.NotFound,
    };

    private FakeGitHubAnswer List(string sha, Dictionary<string, string> query)
    {
        var fitting = All.Where(run => string.Equals(run.Sha, sha, StringComparison.Ordinal)
            && (!query.TryGetValue("check_name", out var name) || string.Equals(name, run.Name, StringComparison.Ordinal))).ToList();
        return FakeGitHub.Json(200, new JsonObject { ["total_count"] = fitting.Count, ["check_runs"] = new JsonArray([.. fitting.Select(Shown)]) });
    }

    private FakeGitHubAnswer Create(JsonNode body)
    {
        if (body["head_sha"]?.GetValue<string>() is not { Length: 40 } sha || body["name"] is null)
        {
            return Invalid("head_sha");
        }

        var made = new FakeCheckRun(hub.NextId(), sha);
        var answer = Fill(made, body, 201);
        if (answer.Status == 201)
        {
            All.Add(made);
        }

        return answer;
    }

    private FakeGitHubAnswer Fill(FakeCheckRun run, JsonNode body, int status)
    {
        var conclusion = body["conclusion"]?.GetValue<string>() ?? "";
        if (!Conclusions.Contains(conclusion, StringComparer.Ordinal) || body["status"]?.GetValue<string>() is not "completed")
        {
            return Invalid("conclusion");
        }

        var summary = body["output"]!["summary"]!.GetValue<string>();
        if (summary.Length > LongestSummary)
        {
            return Invalid("summary");
        }

        run.Name = body["name"]?.GetValue<string>() ?? run.Name;
        run.ExternalId = body["external_id"]?.GetValue<string>() ?? run.ExternalId;
        run.Conclusion = conclusion;
        run.DetailsUrl = body["details_url"]?.GetValue<string>() ?? run.DetailsUrl;
        run.Title = body["output"]!["title"]!.GetValue<string>();
        run.Summary = summary;
        return FakeGitHub.Json(status, Shown(run));
    }

    private static FakeGitHubAnswer Invalid(string field) => new(
        422, $$"""{"message":"Invalid request.\n\nFor 'properties/{{field}}', the value is not valid.","documentation_url":"https://docs.github.com/rest/checks/runs#create-a-check-run","status":"422"}""");

    private JsonObject Shown(FakeCheckRun run) => new()
    {
        ["id"] = run.Id,
        ["head_sha"] = run.Sha,
        ["name"] = run.Name,
        ["external_id"] = run.ExternalId,
        ["status"] = "completed",
        ["conclusion"] = run.Conclusion,
        ["details_url"] = run.DetailsUrl,
        ["html_url"] = $"{hub.WebAddress}/{FakeGitHub.Repository}/runs/{run.Id}",
        ["output"] = new JsonObject { ["title"] = run.Title, ["summary"] = run.Summary },
    };
}
