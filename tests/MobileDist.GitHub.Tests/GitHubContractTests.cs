using System.Text;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

/// <summary>Holds client and fake server against GitHub's own descriptions: OpenAPI of REST, the schema of GraphQL.</summary>
[Category("Contract")]
public sealed class GitHubContractTests
{
    private static readonly string[] EveryOperation =
    [
        "GET repos/acme/shop", "GET comments", "POST comments", "PATCH comment", "DELETE comment",
        "GET release", "POST release", "PATCH release", "DELETE release", "GET assets", "POST assets", "PATCH asset", "DELETE asset", "DELETE ref",
        "GET deployments", "POST deployments", "GET statuses", "POST statuses", "GET check-runs", "POST check-runs", "PATCH check-run", "GET pulls",
    ];

    private ApiContract _contract = null!;
    private IReadOnlyCollection<ApiCall> _calls = null!;

    [OneTimeSetUp]
    public async Task CallEverythingAsync()
    {
        _contract = ApiContract.Load(PlatformFiles.Require("api.github.com.json"));
        _calls = await CallsAsync();
    }

    [Test]
    public void EveryRestCall_WhenAllThatTheClientCanDoIsDone_IsAsDescribed()
    {
        var rest = _calls.Where(call => !IsGraphQl(call)).ToList();

        Assert.That(rest.Select(Operation).Distinct(StringComparer.Ordinal), Is.EquivalentTo(EveryOperation), "a call that is new here is to be made below");
        using (Assert.EnterMultipleScope())
        {
            foreach (var call in rest)
            {
                Assert.That(_contract.CheckRequest(call), Is.Empty, $"request of {call}");
                Assert.That(_contract.CheckAnswer(call), Is.Empty, $"answer of {call}");
            }
        }
    }

    [Test]
    public void EveryRefusal_ThatTheFakeKnows_IsAsDescribed() =>
        Assert.That(_calls.Where(call => !IsGraphQl(call)).Select(call => call.Status).Where(status => status >= 400).Distinct(), Is.SupersetOf(new[] { 401, 403, 404, 422 }));

    [Test]
    [Category("Peer")]
    public void EveryQuery_WithItsAnswer_IsAsTheSchemaSays()
    {
        var queries = _calls.Where(IsGraphQl).ToList();
        string[] asked = ["viewer", "userContentEdits", "isMinimized", "minimizeComment"];

        Assert.That(asked.Where(name => !queries.Exists(call => Encoding.UTF8.GetString(call.RequestBody).Contains(name, StringComparison.Ordinal))), Is.Empty);
        GraphQlPeer.Judge(queries.Where(call => call.Status == 200)).Succeeded();
    }

    [TestCase("""{"query":"query{viewer{logon}}"}""", """{"data":{"viewer":{"logon":"x"}}}""", "Cannot query field")]
    [TestCase("""{"query":"query($id:ID!){node(id:$id){id}}","variables":{}}""", """{"data":{"node":{"id":"1"}}}""", "required type")]
    [TestCase("""{"query":"query{viewer{databaseId}}"}""", """{"data":{"viewer":{"databaseId":"one"}}}""", "Int cannot represent")]
    [TestCase("""{"query":"query{viewer{login}}"}""", """{"data":{"viewer":{"login":"x","id":"1"}}}""", "not what was asked for")]
    [Category("Peer")]
    public void Judge_WhenQueryOrAnswerIsWrong_SaysSo(string request, string answer, string expected)
    {
        var result = GraphQlPeer.Judge([new ApiCall { Method = "POST", Path = "/graphql", RequestBody = Encoding.UTF8.GetBytes(request), AnswerBody = Encoding.UTF8.GetBytes(answer) }]);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Assert.That(result.Output, Does.Contain(expected));
    }

    [TestCase("POST", "issues/12/comments", "", "{}", "$: 'body' is missing")]
    [TestCase("POST", "issues/12/comments", "", """{"body":null}""", "$.body: Null stands where string is expected")]
    [TestCase("POST", "issues/twelve/comments", "", """{"body":"x"}""", "'twelve' for 'issue_number' is no number")]
    [TestCase("GET", "issues/12/comments", "?perpage=100", "", "query: 'perpage' is unknown")]
    [TestCase("POST", "releases", "", """{"tag_name":"x","make_latest":false}""", "make_latest: False stands where string is expected")]
    [TestCase("POST", "releases", "", """{"tag_name":"x","make_latest":"never"}""", "'never' is none of")]
    [TestCase("POST", "releases", "", """{"tag":"x"}""", "'tag' is unknown")]
    [TestCase("POST", "issues/12/labels", "", """{"labels":5}""", "$: fits none of")]
    [TestCase("DELETE", "git/tags/x", "", "", "no such operation")]
    public void CheckRequest_WhenRequestIsWrong_SaysWhere(string method, string path, string query, string body, string expected) =>
        Assert.That(string.Join('\n', _contract.CheckRequest(Call(method, path, query, body))), Does.Contain(expected));

    [TestCase("POST", "issues/12/labels", """{"labels":["test"]}""")]
    [TestCase("PATCH", "releases/1", """{"body":"x","prerelease":true}""")]
    [TestCase("DELETE", "git/refs/tags/mobiledist-pr-12", "")]
    public void CheckRequest_WhenRequestIsRight_FindsNothing(string method, string path, string body) =>
        Assert.That(_contract.CheckRequest(Call(method, path, "", body)), Is.Empty);

    [TestCase(200, """[{"id":1}]""", "$[0]: 'user' is missing")]
    [TestCase(200, """{}""", "Object stands where array is expected")]
    [TestCase(204, """[]""", "status 204 is none of")]
    [TestCase(404, """{"message":{}}""", "$.message: Object stands where string is expected")]
    public void CheckAnswer_WhenAnswerIsWrong_SaysWhere(int status, string body, string expected)
    {
        var call = Call("GET", "issues/12/comments", "", "") with { Status = status, AnswerType = "application/json", AnswerBody = Encoding.UTF8.GetBytes(body) };

        Assert.That(string.Join('\n', _contract.CheckAnswer(call)), Does.Contain(expected));
    }

    private static ApiCall Call(string method, string path, string query, string body) => new()
    {
        Method = method,
        Path = "/repos/acme/shop/" + path,
        Query = query,
        RequestType = body.Length > 0 ? "application/json" : null,
        RequestBody = Encoding.UTF8.GetBytes(body),
    };

    private static bool IsGraphQl(ApiCall call) => call.Path is "/graphql";

    private static string Operation(ApiCall call) => call.Method + " " + (call.Path.Split('/')[4..] switch
    {
        [] => "repos/acme/shop",
        ["issues", "comments", ..] => "comment",
        ["issues", .. var rest] => rest[^1],
        ["releases", "assets", ..] => "asset",
        ["releases", _, "assets"] => "assets",
        ["releases", ..] => "release",
        ["git", "refs", ..] => "ref",
        ["deployments", _, "statuses"] => "statuses",
        ["commits", _, "check-runs"] => "check-runs",
        ["check-runs", _] => "check-run",
        var other => string.Join('/', other),
    });

    private static async Task<IReadOnlyCollection<ApiCall>> CallsAsync()
    {
        var hub = new FakeGitHub();
        var time = new VirtualTime();
        using var network = new FakeGitHubHandler(hub, time);
        using var recorder = new RecordingHandler(network);
        using var api = Api(recorder, time, FakeGitHub.Token);
        for (var other = 0; other < 110; other++)
        {
            hub.AddComment("somebody", "User", "Looks good");
        }

        await CommentAsync(api, hub, time);
        await ReleaseAsync(api, hub, time);
        await LinksAsync(api);
        await PullRequestAsync(api, hub);

        // The same calls as GitHub refuses them.
        foreach (var (status, message) in new[] { (403, "Resource not accessible by integration"), (404, "Not Found"), (422, "Validation Failed") })
        {
            hub.Fault = request => request.Path.StartsWith("/repos", StringComparison.Ordinal) ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(status, message)) : null;
            await Comments(api, time, CommentMode.Update).WriteAsync(Hub.Model("shop", run: 9), default);
        }

        hub.Fault = request => request.Path.StartsWith("/repos", StringComparison.Ordinal) && request.Method is "GET" ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(401, "Bad credentials")) : null;
        await Comments(api, time, CommentMode.Update).WriteAsync(Hub.Model("shop", run: 9), default);
        return recorder.Calls;
    }

    private static async Task CommentAsync(GitHubApi api, FakeGitHub hub, VirtualTime time)
    {
        // Another job creates its comment in the same moment and earlier: ours is folded into it, and removed.
        var isFirst = true;
        hub.Fault = request =>
        {
            if (isFirst && request.Method is "POST" && request.Path.EndsWith("/comments", StringComparison.Ordinal))
            {
                isFirst = false;
                hub.AddComment(hub.Viewer, "Bot", CommentMarkdown.Render(Hub.Model("bank")), hub.ViewerId);
            }

            return null;
        };
        await Comments(api, time, CommentMode.Update).WriteAsync(Hub.Model("shop"), default);
        await Comments(api, time, CommentMode.New).WriteAsync(Hub.Model("shop", run: 2), default);
        await Comments(api, time, CommentMode.Hide).WriteAsync(Hub.Model("shop", run: 3), default);
    }

    private static async Task PullRequestAsync(GitHubApi api, FakeGitHub hub)
    {
        using var folder = new TestFolder();
        var commit = new string('a', 40);
        hub.Pulls.Add(new FakePull(FakeGitHub.PullRequest, "mallory", "feature/x", commit) { RepositoryId = 77 });
        await TriggeredRun.SearchAsync(api, folder, TriggeredRun.Payload(commit));
    }

    private static async Task LinksAsync(GitHubApi api)
    {
        var options = new LinkTargetOptions { Repository = FakeGitHub.Repository, Commit = new string('a', 40), PullRequestNumber = FakeGitHub.PullRequest };
        var row = Hub.Model("shop", run: 3).Releases[0];
        foreach (var each in new[] { row, row with { Outcome = new CommentOutcome.Withdrawn(DateTimeOffset.UnixEpoch, "closed") } })
        {
            await new DeploymentTarget(api, options).WriteAsync(each, default);
            await new CheckRunTarget(api, options).WriteAsync(each, default);
        }
    }

    private static async Task ReleaseAsync(GitHubApi api, FakeGitHub hub, VirtualTime time)
    {
        using var folder = new TestFolder();
        var host = new GitHubReleaseHost(
            api,
            new GitHubReleaseOptions { Repository = FakeGitHub.Repository, PullRequestNumber = FakeGitHub.PullRequest, ServerAddress = hub.WebAddress, Root = folder.Combine("output") },
            time);
        foreach (var (key, content) in new[] { ("shop", "first"), ("shop", "second"), ("bank", "first") })
        {
            await host.PublishAsync(
                new InstallBundle
                {
                    ReleaseKey = key,
                    PackagePath = folder.Write($"{key}-{content}.apk", content),
                    Package = new PackageInfo
                    {
                        Platform = AppPlatform.Android,
                        Format = PackageFormat.Apk,
                        Identifier = "com.acme." + key,
                        VersionName = "1.2.0",
                        BuildNumber = "42",
                        Label = "Shop & Co",
                        MinimumOs = "21",
                    },
                    PackageDigest = new string('a', 64),
                    Signing = new SigningFacts(new string('a', 64)),
                },
                progress: null,
                default);
        }

        await host.WithdrawAsync("shop", default);
        await host.WithdrawAsync("bank", default);
    }

    private static GitHubApi Api(HttpMessageHandler handler, VirtualTime time, string token) =>
        new(new GitHubApiOptions { ApiAddress = "https://api.github.test", Token = new Secret(token) }, handler, time, () => 0.5);

    private static PullRequestComments Comments(GitHubApi api, VirtualTime time, CommentMode mode) =>
        new(api, new CommentOptions { Repository = FakeGitHub.Repository, PullRequestNumber = FakeGitHub.PullRequest, Mode = mode }, time, () => 0.5);
}
