using MobileDist.AzureDevOps;
using MobileDist.GitHub;
using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.Pipeline.Tests.Surroundings;

public sealed class CiSurroundingsTests
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _log = new();
    private readonly StringWriter _commands = new();
    private readonly Redactor _redactor = new();

    [TearDown]
    public void CleanUp()
    {
        _folder.Dispose();
        _log.Dispose();
        _commands.Dispose();
    }

    [Test]
    public void Detect_OnSomebodysMachine_IsAConsoleWithoutAPullRequest()
    {
        using var surroundings = Detect([]);

        Assert.That(surroundings.Platform, Is.InstanceOf<ConsolePlatform>());
        Assert.That(surroundings.CommentTarget, Is.Null);
    }

    [Test]
    public async Task WriteAsync_InAPullRequestOfGitHub_WritesTheCommentAndKeepsTheToken()
    {
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var project = new Project();
        using var surroundings = Detect(GitHub(server.Address));
        project.Facts = surroundings.Platform.Facts;
        project.CommentTarget = surroundings.CommentTarget;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.Announcement!.Deliveries.Single(), Is.InstanceOf<CommentDelivery.Written>(), project.Notes.Transcript);
        Assert.That(hub.Comments.Single().Body, Does.Contain("Release Sample"));
        Assert.That(_log.ToString() + _commands + project.Notes.Transcript + hub.Comments.Single().Body, Does.Not.Contain(FakeGitHub.Token));
        Assert.That(_redactor.Redact($"token {FakeGitHub.Token}"), Is.EqualTo("token ***"));
    }

    [Test]
    public async Task WriteAsync_WhenTheTokenIsMissing_SaysHowToGiveIt()
    {
        var environment = GitHub("https://api.github.test");
        environment.Remove("GITHUB_TOKEN");
        using var surroundings = Detect(environment);

        var delivery = await WriteAsync(surroundings);

        Assert.That(((CommentDelivery.Failed)delivery).Fault.Remedy, Does.Contain("GITHUB_TOKEN"));
    }

    [Test]
    public async Task WriteAsync_OutsideOfAPullRequest_IsSkipped()
    {
        var environment = GitHub("https://api.github.test");
        environment["GITHUB_EVENT_NAME"] = "push";
        environment["GITHUB_EVENT_PATH"] = _folder.Write("push.json", "{}");
        using var surroundings = Detect(environment);

        Assert.That(surroundings.Platform, Is.InstanceOf<GitHubPlatform>());
        Assert.That(await WriteAsync(surroundings), Is.InstanceOf<CommentDelivery.Skipped>());
    }

    [Test]
    public async Task WriteAsync_InAzurePipelinesWithoutAPullRequest_IsSkipped()
    {
        using var surroundings = Detect(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TF_BUILD"] = "True",
            ["SYSTEM_ACCESSTOKEN"] = "marked-azure-token",
        });

        Assert.That(surroundings.Platform, Is.InstanceOf<AzureDevOpsPlatform>());
        Assert.That(await WriteAsync(surroundings), Is.InstanceOf<CommentDelivery.Skipped>());
        Assert.That(_redactor.Redact("marked-azure-token"), Is.EqualTo("***"));
    }

    private static Task<CommentDelivery> WriteAsync(CiSurroundings surroundings) =>
        surroundings.CommentTarget!(CommentMode.Update).WriteAsync(new CommentModel { Key = "default" }, CancellationToken.None);

    private CiSurroundings Detect(Dictionary<string, string> environment) =>
        CiSurroundings.Detect(environment, _log, _commands, _redactor, TimeProvider.System);

    private Dictionary<string, string> GitHub(string api) => new(StringComparer.Ordinal)
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_API_URL"] = api,
        ["GITHUB_GRAPHQL_URL"] = api.TrimEnd('/') + "/graphql",
        ["GITHUB_SERVER_URL"] = "https://github.test",
        ["GITHUB_REPOSITORY"] = FakeGitHub.Repository,
        ["GITHUB_RUN_ID"] = "77",
        ["GITHUB_RUN_NUMBER"] = "7",
        ["GITHUB_RUN_ATTEMPT"] = "1",
        ["GITHUB_TOKEN"] = FakeGitHub.Token,
        ["GITHUB_EVENT_NAME"] = "pull_request",
        ["GITHUB_EVENT_PATH"] = _folder.Write("event.json", $$"""
            { "number": {{FakeGitHub.PullRequest}}, "pull_request": { "number": {{FakeGitHub.PullRequest}}, "html_url": "https://github.test/acme/shop/pull/12",
              "head": { "sha": "0123456789abcdef0123456789abcdef01234567", "ref": "feature", "repo": { "full_name": "{{FakeGitHub.Repository}}" } },
              "base": { "repo": { "full_name": "{{FakeGitHub.Repository}}" } } } }
            """),
    };
}
