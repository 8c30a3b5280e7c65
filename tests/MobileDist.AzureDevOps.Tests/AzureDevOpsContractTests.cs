using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.AzureDevOps;

namespace MobileDist.AzureDevOps.Tests;

/// <summary>Holds client and fake server against Microsoft's own description of the Git API, version 7.1.</summary>
[Category("Contract")]
public sealed class AzureDevOpsContractTests
{
    private ApiContract _contract = null!;

    [OneTimeSetUp]
    public void LoadDescription() => _contract = ApiContract.Load(SharedSpecs.Require("azdo-git-7.1.stripped.json"), listMember: "value");

    [Test]
    public async Task EveryCall_WhenAllThatTheClientCanDoIsDone_IsAsDescribed()
    {
        var calls = await CallsAsync();

        // Who the caller is, is asked of another service than Git.
        var git = calls.Where(call => !call.Path.EndsWith("/_apis/connectionData", StringComparison.Ordinal)).ToList();
        Assert.That(
            git.Select(call => call.Method + " " + (call.Path.Contains("/comments/", StringComparison.Ordinal) ? "comment" : call.Path.Split('/')[9])).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(new[] { "GET attachments", "POST attachments", "GET threads", "POST threads", "PATCH comment", "DELETE comment" }));
        using (Assert.EnterMultipleScope())
        {
            foreach (var call in git)
            {
                Assert.That(_contract.CheckRequest(call), Is.Empty, $"request of {call}");
                Assert.That(_contract.CheckAnswer(call), Is.Empty, $"answer of {call}");
            }
        }
    }

    [TestCase("POST", "/threads", "?api-version=7.1", """{"comments":[{"content":"x","commentType":1}]}""", "$.comments[0].commentType: the number 1")]
    [TestCase("POST", "/threads", "?api-version=7.1", """{"status":"shut"}""", "'shut' is none of")]
    [TestCase("POST", "/threads", "?api-version=7.1", """{"comment":[]}""", "'comment' is unknown")]
    [TestCase("POST", "/threads", "?api-version=7.1", """{"comments":{}}""", "Object stands where array is expected")]
    [TestCase("POST", "/threads", "", "{}", "query: 'api-version' is missing")]
    [TestCase("POST", "/threads", "?api-version=7.1&force=1", "{}", "query: 'force' is unknown")]
    [TestCase("POST", "/threads", "?api-version=7.1", "", "the body is missing")]
    [TestCase("PUT", "/threads", "?api-version=7.1", "{}", "no such operation")]
    [TestCase("GET", "/threads/x", "?api-version=7.1", "", "'x' for 'threadId' is no number")]
    public void CheckRequest_WhenRequestIsWrong_SaysWhere(string method, string path, string query, string body, string expected)
    {
        var call = new ApiCall
        {
            Method = method,
            Path = "/acme/Shop%20Apps/_apis/git/repositories/1/pullRequests/12" + path,
            Query = query,
            RequestType = "application/json",
            RequestBody = System.Text.Encoding.UTF8.GetBytes(body),
        };

        Assert.That(string.Join('\n', _contract.CheckRequest(call)), Does.Contain(expected));
    }

    [TestCase(200, """{"value":[{"id":"1"}]}""", "String stands where integer is expected")]
    [TestCase(200, """{"value":[{"id":1,"comments":[{"commentType":"loud"}]}]}""", "'loud' is none of")]
    [TestCase(201, "{}", "status 201 is none of 200")]
    [TestCase(200, """{"id":1}""", "Object stands where array is expected")]
    public void CheckAnswer_WhenAnswerIsWrong_SaysWhere(int status, string body, string expected)
    {
        var call = new ApiCall
        {
            Method = "GET",
            Path = "/acme/Shop/_apis/git/repositories/1/pullRequests/12/threads",
            Status = status,
            AnswerType = "application/json",
            AnswerBody = System.Text.Encoding.UTF8.GetBytes(body),
        };

        Assert.That(string.Join('\n', _contract.CheckAnswer(call)), Does.Contain(expected));
    }

    [Test]
    public void Load_WhenDescriptionIsOpenApi_ReadsItToo()
    {
        var contract = ApiContract.Load(SharedSpecs.Require("app-store-connect.openapi.json"));
        var call = new ApiCall { Method = "POST", Path = "/v1/devices", RequestType = "application/json", RequestBody = """{"data":{"type":"devices","attributes":{"name":"x","platform":"ANDROID"}}}"""u8.ToArray() };

        Assert.That(contract.Count, Is.GreaterThan(1_000));
        Assert.That(string.Join('\n', contract.CheckRequest(call)), Does.Contain("$.data.attributes: 'udid' is missing").And.Contain("'ANDROID' is none of"));
    }

    private static async Task<IReadOnlyCollection<ApiCall>> CallsAsync()
    {
        await using var fake = await FakeAzureDevOps.StartAsync();
        var build = fake.Add(new FakeIdentity("2fa95b7a-c774-4595-a6f2-63f482634e9f", "Shop Build Service (acme)", AgentEnvironments.Token));
        fake.Write(12, build, CommentMarkdown.Render(Rows.Of(Rows.Row("a", run: 1))));
        fake.Write(12, build, CommentMarkdown.Render(Rows.Of(Rows.Row("b", run: 1))));
        using var recorder = new RecordingHandler(new SocketsHttpHandler { AllowAutoRedirect = false });
        var attached = Rows.Row("a") with { Qr = new QrRendering.None() };
        foreach (var (model, mode) in new[]
        {
            (Rows.Of(attached), CommentMode.Update),
            (Rows.Of(Rows.Row("a", run: 9129)), CommentMode.New),
            (Rows.Of(Rows.Row("a", run: 9130)), CommentMode.Hide),
        })
        {
            using var target = new PullRequestThread(
                new AzurePullRequest(fake.Collection, FakeAzureDevOps.Project, FakeAzureDevOps.RepositoryId, 12),
                new AzureDevOpsToken(new Secret(AgentEnvironments.Token), AzureDevOpsTokenKind.Job),
                mode,
                recorder,
                new VirtualTime(1),
                new Random(1));
            Assert.That(await target.WriteAsync(model, CancellationToken.None), Is.InstanceOf<CommentDelivery.Written>());
        }

        return recorder.Calls;
    }
}
