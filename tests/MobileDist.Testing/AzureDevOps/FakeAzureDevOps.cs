using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MobileDist.Testing.AzureDevOps;

/// <summary>
/// Azure DevOps as far as comments on pull requests need it, on a port of its own: threads, attachments, identities,
/// permissions, and the errors with the bodies that the real service sends. One organization, project and repository;
/// every number is a pull request unless it is above 900.
/// </summary>
public sealed class FakeAzureDevOps : IAsyncDisposable
{
    public const string Project = "Shop Apps";
    public const string RepositoryId = "6f9c1bd4-6f0a-4a5e-9a3e-2f1f5f8b7c01";

    /// <summary>Where the service says that it is, in the links of its answers.</summary>
    public const string PublicCollection = "https://dev.azure.com/acme";

    private const int LastPullRequest = 900;

    private readonly LoopbackServer _server;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, FakePullRequest> _pullRequests = [];
    private readonly List<(string Method, string Path, FakeFailure Failure, int Left)> _failures = [];
    private readonly ConcurrentDictionary<string, FakeIdentity> _identities = new(StringComparer.Ordinal);
    private int _ids;

    private FakeAzureDevOps(LoopbackServer server) => _server = server;

    /// <summary>The collection's address, without a slash at its end.</summary>
    public string Collection => _server.Address + "/acme";

    /// <summary>Method, path and query of every request, in the order of their arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The same with all that came.</summary>
    public ConcurrentQueue<FakeRequest> Received { get; } = [];

    /// <summary>Hears of each request before it is answered.</summary>
    public Action<FakeRequest> Arrived { get; set; } = _ => { };

    /// <summary>The library's secure files by id, each with the ticket that opens it.</summary>
    public Dictionary<string, (string Ticket, byte[] Content)> SecureFiles { get; } = new(StringComparer.Ordinal);

    public static async Task<FakeAzureDevOps> StartAsync()
    {
        FakeAzureDevOps? fake = null;
        fake = new FakeAzureDevOps(await LoopbackServer.StartAsync(context => fake!.HandleAsync(context)));
        return fake;
    }

    public FakeIdentity Add(FakeIdentity identity) => _identities[identity.Token] = identity;

    /// <summary>The next requests of this method whose path holds this text fail.</summary>
    public void Fail(string method, string path, FakeFailure failure)
    {
        lock (_gate)
        {
            _failures.Add((method, path, failure, failure.Times));
        }
    }

    /// <summary>The comments that open threads, deleted ones left out.</summary>
    public IReadOnlyList<FakeComment> Comments(int pullRequest)
    {
        lock (_gate)
        {
            return [.. PullRequest(pullRequest).Threads.Values.Where(comment => !comment.IsDeleted)];
        }
    }

    /// <summary>Somebody opens a thread.</summary>
    public FakeComment Write(int pullRequest, FakeIdentity author, string content)
    {
        lock (_gate)
        {
            return PullRequest(pullRequest).Create(++_ids, author, content, "active");
        }
    }

    /// <summary>Names and bytes of the attachments.</summary>
    public IReadOnlyDictionary<string, byte[]> Attachments(int pullRequest)
    {
        lock (_gate)
        {
            return PullRequest(pullRequest).Attachments.ToDictionary(StringComparer.Ordinal);
        }
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private FakePullRequest PullRequest(int number)
    {
        if (!_pullRequests.TryGetValue(number, out var pullRequest))
        {
            pullRequest = new FakePullRequest(number);
            _pullRequests.Add(number, pullRequest);
        }

        return pullRequest;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        Requests.Enqueue($"{request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var received = new FakeRequest(
            request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, LoopbackServer.HeadersOf(request), body.ToArray());
        Received.Enqueue(received);
        Arrived(received);
        var failure = NextFailure(request.Method, request.Path);
        var answer = failure is { AfterTheFact: false } ? default : Answer(request, body.ToArray());
        if (failure is { Status: 0 })
        {
            context.Abort();
            return;
        }

        foreach (var (name, value) in failure?.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        context.Response.StatusCode = failure?.Status ?? answer.Status;
        context.Response.ContentType = failure?.ContentType ?? answer.ContentType;
        await context.Response.Body.WriteAsync(failure is null ? answer.Body : Encoding.UTF8.GetBytes(failure.Body));
    }

    private FakeFailure? NextFailure(string method, string path)
    {
        lock (_gate)
        {
            var at = _failures.FindIndex(entry => string.Equals(entry.Method, method, StringComparison.Ordinal) && path.Contains(entry.Path, StringComparison.Ordinal));
            if (at < 0)
            {
                return null;
            }

            var (_, _, failure, left) = _failures[at];
            if (left == 1)
            {
                _failures.RemoveAt(at);
            }
            else
            {
                _failures[at] = (method, _failures[at].Path, failure, left - 1);
            }

            return failure;
        }
    }

    private FakeAnswer Answer(HttpRequest request, byte[] body)
    {
        if (Identity(request.Headers.Authorization.ToString()) is not { } identity)
        {
            return request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)
                ? FakeAnswer.Error(401, "", "TF400813: The user '' is not authorized to access this resource.")
                : new FakeAnswer(203, "text/html; charset=utf-8", "<html><title>Azure DevOps Services | Sign In</title></html>"u8.ToArray());
        }

        if (request.Path.Value!.Split('/') is ["", "acme", Project, "_apis", "distributedtask", "securefiles", var file])
        {
            return SecureFiles.TryGetValue(file, out var known) && string.Equals(known.Ticket, request.Query["ticket"], StringComparison.Ordinal)
                ? new FakeAnswer(200, "application/octet-stream", known.Content)
                : FakeAnswer.Error(403, "AccessDeniedException", "Access denied: the ticket does not open this file.");
        }

        if (!request.Query.ContainsKey("api-version"))
        {
            return FakeAnswer.Error(400, "VssVersionNotSpecifiedException", "No api-version was supplied for the request.");
        }

        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        lock (_gate)
        {
            return parts switch
            {
                ["acme", "_apis", "connectionData"] => FakeAnswer.Json(200, new JsonObject { ["authenticatedUser"] = new JsonObject { ["id"] = identity.Id, ["providerDisplayName"] = identity.DisplayName } }),
                ["acme", Project, "_apis", "git", "repositories", RepositoryId, "pullRequests", var number, .. var rest] when int.TryParse(number, out var id) && id <= LastPullRequest =>
                    request.Method is not "GET" && !identity.MayContribute
                        ? FakeAnswer.Error(403, "GitNeedsPermissionException", $"TF401027: You need the Git 'PullRequestContribute' permission to perform this action. Details: identity 'Build\\{identity.Id}', scope 'repository'.")
                        : PullRequest(id).Answer(request.Method, rest, body, identity, ref _ids),
                ["acme", Project, "_apis", "git", "repositories", RepositoryId, "pullRequests", var number, ..] =>
                    FakeAnswer.Error(404, "GitPullRequestNotFoundException", $"TF401180: The requested pull request was not found. {number}"),
                _ => FakeAnswer.Error(404, "GitRepositoryNotFoundException", "TF401019: The Git repository with name or identifier does not exist or you do not have permissions for the operation you are attempting."),
            };
        }
    }

    private FakeIdentity? Identity(string authorization)
    {
        var token = authorization.Split(' ', 2) switch
        {
            ["Bearer", var bearer] => bearer,
            ["Basic", var basic] => Encoding.UTF8.GetString(Convert.FromBase64String(basic)).TrimStart(':'),
            _ => "",
        };
        return _identities.GetValueOrDefault(token);
    }
}
