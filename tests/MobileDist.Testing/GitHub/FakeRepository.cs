using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The fake's repository as GitHub shows it, with all that its description requires.</summary>
internal static class FakeRepository
{
    private static readonly string[] Links =
    [
        "archive", "assignees", "blobs", "branches", "collaborators", "comments", "commits", "compare", "contents", "contributors", "deployments", "downloads", "events",
        "forks", "git_commits", "git_refs", "git_tags", "hooks", "issue_comment", "issue_events", "issues", "keys", "labels", "languages", "merges", "milestones", "notifications",
        "pulls", "releases", "stargazers", "statuses", "subscribers", "subscription", "tags", "teams", "trees",
    ];

    private static readonly string[] Counts =
        ["forks", "forks_count", "open_issues", "open_issues_count", "size", "stargazers_count", "watchers", "watchers_count", "network_count", "subscribers_count"];

    private static readonly string[] Switches = ["fork", "archived", "disabled", "has_issues", "has_projects", "has_wiki", "has_pages", "has_discussions", "has_downloads"];

    private static readonly string[] Unset = ["description", "homepage", "language", "mirror_url", "license"];

    public static JsonObject Shown(FakeGitHub hub)
    {
        var (address, page) = ($"{hub.Address}/repos/{FakeGitHub.Repository}", $"{hub.WebAddress}/{FakeGitHub.Repository}");
        var json = new JsonObject
        {
            ["id"] = 1,
            ["node_id"] = "R_1",
            ["name"] = FakeGitHub.Repository.Split('/')[1],
            ["full_name"] = FakeGitHub.Repository,
            ["owner"] = FakeAccount.Shown(hub, FakeGitHub.Repository.Split('/')[0], 1, "Organization"),
            ["private"] = hub.IsPrivate,
            ["visibility"] = hub.IsPrivate ? "private" : "public",
            ["default_branch"] = "main",
            ["url"] = address,
            ["html_url"] = page,
            ["svn_url"] = page,
            ["clone_url"] = page + ".git",
            ["git_url"] = page + ".git",
            ["ssh_url"] = $"git@{new Uri(hub.WebAddress).Host}:{FakeGitHub.Repository}.git",
        };
        foreach (var link in Links)
        {
            json[$"{link}_url"] = $"{address}/{link}";
        }

        foreach (var count in Counts)
        {
            json[count] = 0;
        }

        foreach (var name in Switches)
        {
            json[name] = false;
        }

        json["archived"] = hub.IsArchived;
        foreach (var name in Unset)
        {
            json[name] = null;
        }

        foreach (var name in (string[])["created_at", "updated_at", "pushed_at"])
        {
            json[name] = FakeGitHub.Date;
        }

        return json;
    }
}
