using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing;

/// <summary>One pull request of the fake server; guarded by the server's lock.</summary>
internal sealed class FakePullRequest(int number)
{
    private long _ticks;

    public SortedDictionary<int, FakeComment> Threads { get; } = [];

    public SortedDictionary<string, byte[]> Attachments { get; } = new(StringComparer.Ordinal);

    public FakeComment Create(int id, FakeIdentity author, string content, string status)
    {
        var comment = new FakeComment(id, author, content, Tick()) { Status = status };
        Threads.Add(id, comment);
        return comment;
    }

    public FakeAnswer Answer(string method, string[] path, byte[] body, FakeIdentity identity, ref int ids) => (method, path) switch
    {
        // The service promises no order.
        ("GET", ["threads"]) => FakeAnswer.List(Threads.Values.Reverse().Select(Thread)),
        ("POST", ["threads"]) => FakeAnswer.Json(200, Thread(Opened(++ids, JsonNode.Parse(body)!, identity))),
        ("PATCH", ["threads", var thread, "comments", "1"]) => Changed(thread, identity, comment => comment with { Content = Text(JsonNode.Parse(body)!), Changed = Tick() }, Comment),
        ("DELETE", ["threads", var thread, "comments", "1"]) => Changed(thread, identity, comment => comment with { IsDeleted = true }, _ => null),
        ("GET", ["attachments"]) => FakeAnswer.List(Attachments.Keys.Select(Attachment)),
        ("POST", ["attachments", var name]) => Attachments.TryAdd(name, body)
            ? FakeAnswer.Json(201, Attachment(name))
            : FakeAnswer.Error(409, "GitPullRequestAttachmentExistsException", $"An attachment of the name '{name}' exists."),
        _ => FakeAnswer.Error(404, "GitPullRequestCommentThreadNotFoundException", "The requested thread was not found."),
    };

    private static string Text(JsonNode body) => (string)body["content"]!;

    private FakeComment Opened(int id, JsonNode body, FakeIdentity author) =>
        Create(id, author, Text(body["comments"]![0]!), (string?)body["status"] ?? "active");

    private FakeAnswer Changed(string thread, FakeIdentity identity, Func<FakeComment, FakeComment> change, Func<FakeComment, JsonNode?> draw)
    {
        if (!int.TryParse(thread, out var id) || !Threads.TryGetValue(id, out var comment) || comment.IsDeleted)
        {
            return FakeAnswer.Error(404, "GitPullRequestCommentThreadNotFoundException", $"The thread {thread} was not found.");
        }

        if (comment.Author.Id != identity.Id)
        {
            return FakeAnswer.Error(403, "GitPullRequestCommentEditException", "Only the author of a comment may change it.");
        }

        Threads[id] = change(comment);
        return draw(Threads[id]) is { } answer ? FakeAnswer.Json(200, answer) : new FakeAnswer(200, "application/json", []);
    }

    private JsonObject Thread(FakeComment comment) => new()
    {
        ["id"] = comment.Thread,
        ["publishedDate"] = Date(comment.Changed),
        ["lastUpdatedDate"] = Date(comment.Changed),
        ["comments"] = new JsonArray(Comment(comment)),
        ["status"] = comment.Status,
        ["threadContext"] = new JsonObject(),
        ["properties"] = new JsonObject(),
        ["isDeleted"] = comment.IsDeleted,
    };

    private static JsonObject Comment(FakeComment comment)
    {
        var json = new JsonObject
        {
            ["id"] = 1,
            ["parentCommentId"] = 0,
            ["author"] = new JsonObject { ["id"] = comment.Author.Id, ["displayName"] = comment.Author.DisplayName },
            ["lastContentUpdatedDate"] = Date(comment.Changed),
            ["commentType"] = "text",
        };
        if (comment.IsDeleted)
        {
            json["isDeleted"] = true;
        }
        else
        {
            json["content"] = comment.Content;
        }

        return json;
    }

    private JsonObject Attachment(string name) => new()
    {
        ["id"] = Attachments.Keys.ToList().IndexOf(name) + 1,
        ["displayName"] = name,
        ["url"] = $"{FakeAzureDevOps.PublicCollection}/{Uri.EscapeDataString(FakeAzureDevOps.Project)}/_apis/git/repositories/{FakeAzureDevOps.RepositoryId}/pullRequests/{number}/attachments/{Uri.EscapeDataString(name)}",
    };

    // No clock: only that each change has a date of its own matters, and tests stay the same from run to run.
    private DateTimeOffset Tick() => DateTimeOffset.UnixEpoch.AddYears(56).AddMilliseconds(++_ticks);

    private static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
