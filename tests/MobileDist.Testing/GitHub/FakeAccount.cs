using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>A person, app or organisation as GitHub shows it, with all that its description requires.</summary>
internal static class FakeAccount
{
    private static readonly string[] Lists =
        ["events", "followers", "following", "gists", "organizations", "received_events", "repos", "starred", "subscriptions"];

    public static JsonObject Shown(FakeGitHub hub, string login, long id, string type)
    {
        var address = $"{hub.Address}/users/{Uri.EscapeDataString(login)}";
        var json = new JsonObject
        {
            ["login"] = login,
            ["id"] = id,
            ["node_id"] = $"U_{id}",
            ["type"] = type,
            ["site_admin"] = false,
            ["gravatar_id"] = "",
            ["avatar_url"] = $"{hub.WebAddress}/avatars/{id}",
            ["url"] = address,
            ["html_url"] = $"{hub.WebAddress}/{Uri.EscapeDataString(login)}",
        };
        foreach (var list in Lists)
        {
            json[$"{list}_url"] = $"{address}/{list}";
        }

        return json;
    }
}
