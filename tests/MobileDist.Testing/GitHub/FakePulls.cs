using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The fake's list of pull requests, with all that its description requires.</summary>
internal static class FakePulls
{
    private static readonly string[] Links = ["comments", "commits", "html", "issue", "review_comment", "review_comments", "statuses"];

    private static readonly string[] Unset = ["assignee", "auto_merge", "body", "closed_at", "merge_commit_sha", "merged_at", "milestone"];

    public static FakeGitHubAnswer List(FakeGitHub hub, Dictionary<string, string> query)
    {
        var state = query.GetValueOrDefault("state", "open");
        var fitting = hub.Pulls.Where(pull => (state is "all" || string.Equals(pull.State, state, StringComparison.Ordinal))
            && (!query.TryGetValue("head", out var head) || string.Equals(head, $"{pull.Owner}:{pull.Branch}", StringComparison.Ordinal)));
        return FakeGitHub.Json(200, new JsonArray([.. fitting.Select(pull => Shown(hub, pull))]));
    }

    private static JsonObject Shown(FakeGitHub hub, FakePull pull)
    {
        var address = $"{hub.Address}/repos/{FakeGitHub.Repository}/pulls/{pull.Number}";
        var links = new JsonObject { ["self"] = new JsonObject { ["href"] = address } };
        var json = new JsonObject
        {
            ["id"] = pull.Number,
            ["node_id"] = $"PR_{pull.Number}",
            ["number"] = pull.Number,
            ["state"] = pull.State,
            ["locked"] = false,
            ["title"] = "A change",
            ["url"] = address,
            ["diff_url"] = address + ".diff",
            ["patch_url"] = address + ".patch",
            ["labels"] = new JsonArray(),
            ["author_association"] = "NONE",
            ["created_at"] = FakeGitHub.Date,
            ["updated_at"] = FakeGitHub.Date,
            ["user"] = FakeAccount.Shown(hub, pull.Owner, 7, "User"),
            ["head"] = Side(hub, pull.Owner, pull.Branch, pull.Sha, pull.RepositoryId),
            ["base"] = Side(hub, FakeGitHub.Repository.Split('/')[0], "main", new string('0', 40), 1),
            ["_links"] = links,
        };
        foreach (var link in Links)
        {
            json[$"{link}_url"] = $"{address}/{link}";
            links[link] = new JsonObject { ["href"] = $"{address}/{link}" };
        }

        foreach (var name in Unset)
        {
            json[name] = null;
        }

        return json;
    }

    private static JsonObject Side(FakeGitHub hub, string owner, string branch, string sha, long? repository)
    {
        JsonObject? shown = null;
        if (repository is { } id)
        {
            shown = FakeRepository.Shown(hub);
            shown["id"] = id;
        }

        return new JsonObject
        {
            ["label"] = $"{owner}:{branch}",
            ["ref"] = branch,
            ["sha"] = sha,
            ["user"] = FakeAccount.Shown(hub, owner, 7, "User"),
            ["repo"] = shown,
        };
    }
}
