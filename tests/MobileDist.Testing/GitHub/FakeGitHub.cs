using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>
/// GitHub with one repository and one pull request, as far as this project calls it: comments with their history, pages,
/// releases with half-uploaded files, and the refusals in GitHub's own words. Reach it by <see cref="FakeGitHubHandler"/>
/// in the process or by <see cref="FakeGitHubServer"/> over the network.
/// </summary>
public sealed class FakeGitHub
{
    public const string Repository = "acme/shop";
    public const int PullRequest = 12;
    public const string Token = "ghs_FakeTokenThatMustNotShowUp0123456789";

    /// <summary>When everything happened. No clock: nothing of ours asks for it.</summary>
    internal const string Date = "2026-11-22T12:00:00Z";

    private readonly Lock _gate = new();
    private readonly List<FakeComment> _comments = [];
    private readonly List<FakeGitHubRequest> _requests = [];
    private readonly FakeReleases _releases;
    private readonly FakeDeployments _deployments;
    private readonly FakeCheckRuns _checkRuns;
    private long _nextId = 1_000;

    public FakeGitHub()
    {
        _releases = new FakeReleases(this);
        _deployments = new FakeDeployments(this);
        _checkRuns = new FakeCheckRuns(this);
    }

    /// <summary>Where the fake says it is: part of every link that it gives.</summary>
    public string Address { get; set; } = "https://api.github.test";

    /// <summary>The web address, where releases are downloaded.</summary>
    public string WebAddress { get; set; } = "https://github.test";

    /// <summary>As REST gives it; GraphQL leaves the suffix away.</summary>
    public string Viewer { get; set; } = "github-actions[bot]";

    public long ViewerId { get; set; } = 41_898_282;

    public bool IsPrivate { get; set; }

    /// <summary>Whether it is a company's own server that shows nothing without a login (its private mode).</summary>
    public bool IsInPrivateMode { get; set; }

    public bool IsArchived { get; set; }

    /// <summary>The pull requests that are found by their head.</summary>
    public List<FakePull> Pulls { get; } = [];

    /// <summary>Whether the server keeps the revisions of comments.</summary>
    public bool HasHistory { get; set; } = true;

    /// <summary>Whether the server tells the digests of a release's files; old ones do not.</summary>
    public bool HasDigests { get; set; } = true;

    /// <summary>Decides about each request, under the fake's lock and in the order of requests.</summary>
    public Func<FakeGitHubRequest, FakeGitHubFault?> Fault { get; set; } = _ => null;

    public IReadOnlyList<FakeGitHubRequest> Requests => Locked(() => _requests.ToArray());

    public IReadOnlyList<FakeComment> Comments => Locked(() => _comments.ToArray());

    public IReadOnlyList<FakeRelease> Releases => Locked(() => _releases.All.ToArray());

    public IReadOnlyList<FakeDeployment> Deployments => Locked(() => _deployments.All.ToArray());

    public IReadOnlyList<FakeCheckRun> CheckRuns => Locked(() => _checkRuns.All.ToArray());

    public IReadOnlyCollection<string> Tags => Locked(() => _releases.Tags.ToArray());

    public FakeComment AddComment(string login, string type, string body, long userId = 7) => Locked(() => Add(login, type, body, userId));

    /// <summary>A deployment that another program made.</summary>
    public void AddDeployment(string environment, string payload)
    {
        lock (_gate)
        {
            _deployments.All.Add(new FakeDeployment(NextId(), new string('9', 40), environment, payload, ""));
        }
    }

    /// <summary>The answer; null where the connection is cut.</summary>
    public FakeGitHubAnswer? Answer(FakeGitHubRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            switch (Fault(request))
            {
                case FakeGitHubFault.Refuse refuse:
                    return refuse.Answer;
                case FakeGitHubFault.CutBefore:
                    _releases.BeginUpload(request);
                    return null;
                case FakeGitHubFault.CutAfter:
                    Route(request);
                    return null;
                case FakeGitHubFault.GatewayAfter:
                    Route(request);
                    return new FakeGitHubAnswer(502, "<html><title>Unicorn!</title></html>");
                default:
                    return Route(request);
            }
        }
    }

    internal long NextId() => ++_nextId;

    internal static FakeGitHubAnswer Json(int status, JsonNode body) => new(status, body.ToJsonString());

    internal static FakeGitHubAnswer NotFound => FakeGitHubAnswer.Refusal(404, "Not Found");

    internal static Dictionary<string, string> Query(string path) => path.Split('?', 2) is [_, var query]
        ? query.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal)
        : [];

    private FakeGitHubAnswer Route(FakeGitHubRequest request)
    {
        if (!request.Headers.TryGetValue("Authorization", out var authorization))
        {
            return Anonymous(request);
        }

        if (!string.Equals(authorization, $"Bearer {Token}", StringComparison.Ordinal))
        {
            return FakeGitHubAnswer.Refusal(401, "Bad credentials");
        }

        if (!request.Headers.ContainsKey("User-Agent"))
        {
            return FakeGitHubAnswer.Refusal(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        }

        var segments = request.Path.Split('?')[0].Trim('/').Split('/');
        return segments switch
        {
            ["graphql"] => FakeGraphQl.Answer(this, _comments, JsonNode.Parse(request.Body)!),
            ["repos", "acme", "shop"] => Json(200, FakeRepository.Shown(this)),
            ["repos", "acme", "shop", "issues", "12", "comments"] => request.Method is "POST" ? Create(request) : List(request),
            ["repos", "acme", "shop", "issues", "comments", var id] => Change(request, long.Parse(id, CultureInfo.InvariantCulture)),
            ["repos", "acme", "shop", "pulls"] => FakePulls.List(this, Query(request.Path)),
            ["repos", "acme", "shop", "deployments", .. var rest] => _deployments.Answer(request, rest),
            ["repos", "acme", "shop", "commits", _, "check-runs"] or ["repos", "acme", "shop", "check-runs", ..] => _checkRuns.Answer(request, segments[3..]),
            ["repos", "acme", "shop", .. var rest] => _releases.Answer(request, rest),
            _ => NotFound,
        };
    }

    private FakeGitHubAnswer Anonymous(FakeGitHubRequest request) => (request.Method, request.Path) switch
    {
        _ when IsInPrivateMode => FakeGitHubAnswer.Refusal(401, "Must authenticate to access this API."),
        ("GET", "/repos/" + Repository) when !IsPrivate => Json(200, FakeRepository.Shown(this)),
        _ => NotFound,
    };

    private FakeGitHubAnswer List(FakeGitHubRequest request)
    {
        var query = Query(request.Path);
        var size = Math.Clamp(int.Parse(query.GetValueOrDefault("per_page", "30"), CultureInfo.InvariantCulture), 1, 100);
        var page = int.Parse(query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        var answer = Json(200, new JsonArray([.. _comments.Skip((page - 1) * size).Take(size).Select(Shown)]));
        return _comments.Count <= page * size
            ? answer
            : answer with
            {
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Link"] = $"<{Address}/repositories/1/first>; rel=\"first\", <{Address}{request.Path.Split('?')[0]}?per_page={size}&page={page + 1}>; rel=\"next\"",
                },
            };
    }

    private FakeGitHubAnswer Create(FakeGitHubRequest request) => BodyOf(request) is { } body
        ? Json(201, Shown(Add(Viewer, "Bot", body, ViewerId)))
        : TooLong;

    private FakeGitHubAnswer Change(FakeGitHubRequest request, long id)
    {
        if (_comments.Find(comment => comment.Id == id) is not { } comment)
        {
            return NotFound;
        }

        if (request.Method is "DELETE")
        {
            _comments.Remove(comment);
            return new FakeGitHubAnswer(204);
        }

        if (BodyOf(request) is not { } body)
        {
            return TooLong;
        }

        if (comment.Revisions.Count == 0)
        {
            comment.Revisions.Add(comment.Body);
        }

        comment.Body = body;
        comment.Revisions.Add(body);
        return Json(200, Shown(comment));
    }

    private static string? BodyOf(FakeGitHubRequest request) =>
        JsonNode.Parse(request.Body)!["body"]!.GetValue<string>() is { Length: <= 65_536 } body ? body : null;

    private static FakeGitHubAnswer TooLong => new(
        422, """{"message":"Validation Failed","documentation_url":"https://docs.github.com/rest","errors":[{"resource":"IssueComment","code":"unprocessable","field":"data","message":"Body is too long (maximum is 65536 characters)"}],"status":"422"}""");

    private FakeComment Add(string login, string type, string body, long userId)
    {
        var comment = new FakeComment(NextId(), login, userId, type, body);
        _comments.Add(comment);
        return comment;
    }

    private JsonObject Shown(FakeComment comment) => new()
    {
        ["id"] = comment.Id,
        ["node_id"] = comment.NodeId,
        ["body"] = comment.Body,
        ["html_url"] = $"{WebAddress}/{Repository}/pull/{PullRequest}#issuecomment-{comment.Id}",
        ["url"] = $"{Address}/repos/{Repository}/issues/comments/{comment.Id}",
        ["issue_url"] = $"{Address}/repos/{Repository}/issues/{PullRequest}",
        ["user"] = FakeAccount.Shown(this, comment.Login, comment.UserId, comment.Type),
        ["author_association"] = "NONE",
        ["created_at"] = Date,
        ["updated_at"] = Date,
    };

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
