using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class PullRequestSearchTests
{
    private const string Built = "0123456789abcdef0123456789abcdef01234567";
    private const string Other = "ffffffffffffffffffffffffffffffffffffffff";
    private const long Fork = 77;

    private Hub _hub = null!;
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeHub()
    {
        _hub = new Hub();
        _folder = new TestFolder();
    }

    [TearDown]
    public void CloseHub()
    {
        _folder.Dispose();
        _hub.Dispose();
    }

    private static FakePull Pull(int number = 12) => new(number, "mallory", "feature/x", Built) { RepositoryId = Fork };

    [Test]
    public async Task RunAsync_WhenAForksPullRequestWasBuilt_FindsItByItsHead()
    {
        _hub.Fake.Pulls.AddRange([Pull(), new FakePull(13, "acme", "feature/x", Built)]);

        var found = (PullRequestFinding.Found)await RunAsync(Run());

        Assert.That(found.Facts.PullRequestNumber, Is.EqualTo(12));
        Assert.That(found.Facts.PullRequestLink, Is.EqualTo("https://github.test/acme/shop/pull/12"));
        Assert.That(found.Facts.IsFork, Is.False, "this run has the rights of the default branch");
        Assert.That(_hub.Fake.Requests.Single().Path, Is.EqualTo("/repos/acme/shop/pulls?state=open&head=mallory%3Afeature%2Fx&per_page=100"));
    }

    [Test]
    public async Task RunAsync_WhenTheBranchWasPushedAgain_TakesNone()
    {
        _hub.Fake.Pulls.Add(Pull() with { Sha = Other });

        var none = (PullRequestFinding.None)await RunAsync(Run());

        Assert.That(none.Reason, Does.Contain(Built).And.Contain("pushed to again"));
    }

    [Test]
    public async Task RunAsync_WhenTheHeadIsInAnotherRepository_TakesNone()
    {
        _hub.Fake.Pulls.AddRange([Pull() with { RepositoryId = 78 }, Pull(14) with { RepositoryId = null }]);

        Assert.That(await RunAsync(Run()), Is.InstanceOf<PullRequestFinding.None>());
    }

    [Test]
    public async Task RunAsync_WhenItIsClosed_TakesNone()
    {
        _hub.Fake.Pulls.Add(Pull() with { State = "closed" });

        Assert.That(await RunAsync(Run()), Is.InstanceOf<PullRequestFinding.None>());
    }

    [Test]
    public async Task RunAsync_WhenTwoHaveTheHead_TakesNoneAndNamesThem()
    {
        _hub.Fake.Pulls.AddRange([Pull(), Pull(15)]);

        var none = (PullRequestFinding.None)await RunAsync(Run());

        Assert.That(none.Reason, Does.Contain("#12, #15"));
    }

    [Test]
    public async Task RunAsync_WhenTheForkIsGone_TakesNoneWithoutAsking()
    {
        var none = (PullRequestFinding.None)await RunAsync(Run(repository: "null"));

        Assert.That(none.Reason, Does.Contain("deleted"));
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [Test]
    public async Task RunAsync_WhenTheRunBeforeWasNoPullRequests_DoesNotAsk()
    {
        _hub.Fake.Pulls.Add(Pull());

        Assert.That(await RunAsync(Run(cause: "push")), Is.InstanceOf<PullRequestFinding.NotAsked>());
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [Test]
    public async Task RunAsync_WhenThePayloadNamesItsOwnPullRequest_NeedsNoRequest()
    {
        var listed = $$"""{"number":9,"head":{"sha":"{{Built}}","ref":"feature/x","repo":{"id":{{Fork}} } },"base":{"repo":{"id":1} } }""";

        Assert.That(await RunAsync(Run(listed: listed)), Is.InstanceOf<PullRequestFinding.NotAsked>());
        Assert.That(Platform(Run(listed: listed)).Facts.PullRequestNumber, Is.EqualTo(9));
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [TestCase("""{"number":9,"head":{"sha":"ffffffffffffffffffffffffffffffffffffffff","repo":{"id":77}}}""")]
    [TestCase("""{"number":9,"head":{"sha":"0123456789abcdef0123456789abcdef01234567","repo":{"id":78}}}""")]
    [TestCase("""{"number":9,"head":{"sha":"0123456789abcdef0123456789abcdef01234567","repo":null}}""")]
    [TestCase("""{"number":-9,"head":{"sha":"0123456789abcdef0123456789abcdef01234567","repo":{"id":77}}}""")]
    [TestCase("""{"number":"9","head":[]}""")]
    [TestCase("""null""")]
    [TestCase("7")]
    public void Facts_WhenThePayloadListsAnothersPullRequest_NamesNone(string listed) =>
        Assert.That(Platform(Run(listed: listed)).Facts.PullRequestNumber, Is.Null);

    [Test]
    public async Task RunAsync_WhenTheTokenMayNotRead_SaysWhichPermission()
    {
        _hub.Fake.Fault = _ => new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration"));

        var failed = (PullRequestFinding.Failed)await RunAsync(Run());

        Assert.That(failed.Fault.Headline, Does.Contain("could not be looked up"));
        Assert.That(failed.Fault.Remedy, Does.Contain("pull-requests: write"));
    }

    private static string Run(string cause = "pull_request", string repository = """{"id":77,"full_name":"mallory/shop","owner":{"login":"mallory"}}""", string listed = "") => $$"""
        {"workflow_run":{"event":"{{cause}}","head_sha":"{{Built}}","head_branch":"feature/x","head_repository":{{repository}},"pull_requests":[{{listed}}]},
         "repository":{"id":1,"full_name":"acme/shop"} }
        """;

    private GitHubPlatform Platform(string payload) => new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_REPOSITORY"] = FakeGitHub.Repository,
            ["GITHUB_SERVER_URL"] = "https://github.test",
            ["GITHUB_EVENT_NAME"] = "workflow_run",
            ["GITHUB_EVENT_PATH"] = _folder.Write("event.json", payload),
        },
        TextWriter.Null,
        new Redactor());

    private Task<PullRequestFinding> RunAsync(string payload) => PullRequestSearch.RunAsync(Platform(payload), _hub.Api, default);
}
