using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.Build.Tests.Distributing;

/// <summary>The host as a process in a workflow that follows the build of a fork's pull request, with the fake as its GitHub.</summary>
public sealed class GitHubJobTests
{
    private const string Built = "0123456789abcdef0123456789abcdef01234567";

    private TestFolder _folder = null!;
    private FakeGitHub _hub = null!;
    private FakeGitHubServer _server = null!;
    private HostProcess _host = null!;

    [SetUp]
    public async Task StartServer()
    {
        _folder = new TestFolder();
        _hub = new FakeGitHub();
        _server = await FakeGitHubServer.StartAsync(_hub);
        _host = new HostProcess(_folder.FullPath);
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));
        Set("GITHUB_ACTIONS", "true");
        Set("GITHUB_API_URL", _server.Address);
        Set("GITHUB_GRAPHQL_URL", _server.Address + "/graphql");
        Set("GITHUB_SERVER_URL", "https://github.test");
        Set("GITHUB_REPOSITORY", FakeGitHub.Repository);
        Set("GITHUB_RUN_ID", "9000128");
        Set("GITHUB_RUN_ATTEMPT", "1");
        Set("GITHUB_TOKEN", FakeGitHub.Token);
        Set("GITHUB_OUTPUT", _folder.Write("output", ""));
        Set("GITHUB_STEP_SUMMARY", _folder.Write("summary", ""));
        Set("GITHUB_EVENT_NAME", "workflow_run");
        Set("GITHUB_EVENT_PATH", _folder.Write("event.json", $$"""
            { "workflow_run": { "event": "pull_request", "head_sha": "{{Built}}", "head_branch": "patch-1", "pull_requests": [],
                "head_repository": { "id": 77, "full_name": "mallory/shop", "owner": { "login": "mallory" } } },
              "repository": { "id": 1, "full_name": "{{FakeGitHub.Repository}}" } }
            """));
    }

    [TearDown]
    public async Task StopServer()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private void Set(string name, string value) => _host.Environment[name] = value;

    private PeerResult Run(params string[] more) => _host.Run(["--package=app.apk", "--throw-away", "--app=shop", "--link-host=github-release", .. more]);

    [Test]
    public void Distribute_AfterTheBuildOfAFork_LeadsFromItsPullRequestToAReleaseAndWithdrawTakesItAway()
    {
        _hub.Pulls.Add(new FakePull(FakeGitHub.PullRequest, "mallory", "patch-1", Built) { RepositoryId = 77 });

        var run = Run("--announce=deployment");

        const string Link = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/shop-android.apk";
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(_hub.Releases.Single().Assets.Select(asset => asset.Name), Has.Some.EqualTo("shop-android.apk"));
        Assert.That(_hub.Comments.Single().Body, Does.Contain(Link));
        Assert.That(_hub.Deployments.Single().Statuses.Single().EnvironmentUrl, Is.EqualTo(Link));
        Assert.That(File.ReadAllText(_folder.Combine("output")), Does.Contain(Link));
        Assert.That(run.Output.Replace($"::add-mask::{FakeGitHub.Token}", "", StringComparison.Ordinal) + run.Error, Does.Not.Contain(FakeGitHub.Token));

        var withdrawal = Run("--announce=deployment", "--target=Withdraw");

        Assert.That(withdrawal.ExitCode, Is.Zero, withdrawal.Output + withdrawal.Error);
        Assert.That(_hub.Releases, Is.Empty);
        Assert.That(_hub.Deployments.Single().State, Is.EqualTo("inactive"));
        Assert.That(_hub.Comments.Single().Body, Does.Contain("the pull request was closed").And.Not.Contain(Link));
    }

    [Test]
    public void Check_WhenThePullRequestIsNotKnown_SaysWhyAndRefusesTheRelease()
    {
        var run = Run("--target=Check");

        Assert.That(run.ExitCode, Is.EqualTo((int)ExitCode.Settings), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain($"::notice::No open pull request has the commit '{Built}'"));
        Assert.That(run.Error, Does.Contain("belongs to none"));
        Assert.That(_hub.Requests.Select(request => request.Method), Has.All.EqualTo("GET"));
    }
}
