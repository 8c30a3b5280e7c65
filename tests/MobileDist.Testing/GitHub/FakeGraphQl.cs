using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The GraphQL queries of this project, known by what they ask for.</summary>
internal static class FakeGraphQl
{
    public static FakeGitHubAnswer Answer(FakeGitHub hub, List<FakeComment> comments, JsonNode request)
    {
        var query = request["query"]!.GetValue<string>();
        var variables = request["variables"];
        FakeComment? One() => comments.Find(comment => string.Equals(comment.NodeId, variables?["id"]?.GetValue<string>(), StringComparison.Ordinal));
        JsonNode data;
        if (query.Contains("viewer", StringComparison.Ordinal))
        {
            data = new JsonObject
            {
                ["viewer"] = new JsonObject { ["login"] = hub.Viewer.Replace("[bot]", "", StringComparison.Ordinal), ["databaseId"] = hub.ViewerId },
            };
        }
        else if (query.Contains("userContentEdits", StringComparison.Ordinal) && hub.HasHistory && One() is { } edited)
        {
            var revisions = edited.Revisions.TakeLast(100).Reverse().Select(body => (JsonNode)new JsonObject { ["diff"] = body });
            data = new JsonObject
            {
                ["node"] = new JsonObject { ["id"] = edited.NodeId, ["userContentEdits"] = new JsonObject { ["nodes"] = new JsonArray([.. revisions]) } },
            };
        }
        else if (query.Contains("isMinimized", StringComparison.Ordinal))
        {
            var ids = variables!["ids"]!.AsArray().Select(id => id!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            var nodes = comments.Where(comment => ids.Contains(comment.NodeId))
                .Select(comment => (JsonNode)new JsonObject { ["id"] = comment.NodeId, ["isMinimized"] = comment.IsMinimized });
            data = new JsonObject { ["nodes"] = new JsonArray([.. nodes]) };
        }
        else if (query.Contains("minimizeComment", StringComparison.Ordinal) && One() is { } comment)
        {
            comment.IsMinimized = true;
            data = new JsonObject { ["minimizeComment"] = new JsonObject { ["clientMutationId"] = null } };
        }
        else
        {
            return new FakeGitHubAnswer(200, """{"data":null,"errors":[{"type":"NOT_FOUND","message":"Could not resolve to a node."}]}""");
        }

        return FakeGitHub.Json(200, new JsonObject { ["data"] = data });
    }
}
