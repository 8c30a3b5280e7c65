using MobileDist.AzureDevOps;
using MobileDist.GitHub;
using MobileDist.PullRequests;
using MobileDist.Testing.GitHub;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.Pipeline.Tests.Surroundings;

public sealed class CiSurroundingsTests
{
    private readonly StringWriter _log = new();
    private readonly StringWriter _commands = new();
    private readonly Redactor _redactor = new();

    [TearDown]
    public void CleanUp()
    {
        _log.Dispose();
        _commands.Dispose();
    }

    [Test]
    public void Detect_OnSomebodysMachine_IsAConsoleWithoutAPullRequest()
    {
        using var surroundings = Detect([]);

        Assert.That(surroundings.Platform, Is.InstanceOf<ConsolePlatform>());
        Assert.That(surroundings.CommentTarget, Is.Null);
        Assert.That(surroundings.IdentityTokens, Is.Null);
    }

    [TestCase("GITHUB_ACTIONS", "true", FakeCiIssuers.GitHubSubject)]
    [TestCase("TF_BUILD", "True", FakeCiIssuers.AzureSubject)]
    public async Task IdentityTokens_OnAPlatform_SayWhoTheRunIs(string variable, string value, string subject)
    {
        await using var server = await FakeIdentityServer.StartAsync(TimeProvider.System);
        using var surroundings = Detect(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [variable] = value,
            ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{server.Address}{FakeCiIssuers.GitHubPath}?api-version=2.0",
            ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = FakeCiIssuers.GitHubWord,
            ["SYSTEM_OIDCREQUESTURI"] = server.Address + FakeCiIssuers.AzurePath,
            ["SYSTEM_ACCESSTOKEN"] = FakeCiIssuers.AzureWord,
        });

        var token = await surroundings.IdentityTokens!(FakeCiIssuers.Connection)("https://iam.googleapis.com/x", default);

        Assert.That(server.Issuers.Issued[token.Reveal()].Subject, Is.EqualTo(subject));
        Assert.That(_redactor.Redact(token.Reveal()), Is.EqualTo("***"));
    }

    [Test]
    public async Task WriteAsync_InAPullRequestOfGitHub_WritesTheCommentAndKeepsTheToken()
    {
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var project = new Project();
        using var job = new GitHubJob(server.Address);
        using var surroundings = Detect(job.Environment);
        await project.RunInAsync(surroundings);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.Announcement!.Deliveries.Single(), Is.InstanceOf<CommentDelivery.Written>(), project.Notes.Transcript);
        Assert.That(hub.Comments.Single().Body, Does.Contain("Release Sample"));
        Assert.That(_log.ToString() + _commands + project.Notes.Transcript + hub.Comments.Single().Body, Does.Not.Contain(FakeGitHub.Token));
        Assert.That(_redactor.Redact($"token {FakeGitHub.Token}"), Is.EqualTo("token ***"));
    }

    [Test]
    public async Task WriteAsync_WhenTheTokenIsMissing_SaysHowToGiveIt()
    {
        using var job = new GitHubJob("https://api.github.test");
        job.Environment.Remove("GITHUB_TOKEN");
        using var surroundings = Detect(job.Environment);

        var delivery = await WriteAsync(surroundings);

        Assert.That(((CommentDelivery.Failed)delivery).Fault.Remedy, Does.Contain("GITHUB_TOKEN"));
    }

    [Test]
    public async Task WriteAsync_OutsideOfAPullRequest_IsSkipped()
    {
        using var job = new GitHubJob("https://api.github.test").Event("push", "{}");
        using var surroundings = Detect(job.Environment);

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

    [Test]
    public async Task FactsAsync_InARunAfterThatOfAFork_KnowThePullRequestEverywhere()
    {
        var hub = new FakeGitHub();
        hub.Pulls.Add(new FakePull(FakeGitHub.PullRequest, "mallory", "feature", GitHubJob.Commit) { RepositoryId = 77 });
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var job = new GitHubJob(server.Address).AfterRunOfFork();
        using var surroundings = Detect(job.Environment);

        var found = await surroundings.FactsAsync(default);

        Assert.That(found.Unknown, Is.Null);
        Assert.That(found.Facts.PullRequestNumber, Is.EqualTo(FakeGitHub.PullRequest));
        Assert.That(await WriteAsync(surroundings), Is.InstanceOf<CommentDelivery.Written>());
    }

    [Test]
    public async Task FactsAsync_WhenNoPullRequestHasTheCommit_SaysWhyAndGoesOn()
    {
        await using var server = await FakeGitHubServer.StartAsync(new FakeGitHub());
        using var job = new GitHubJob(server.Address).AfterRunOfFork();
        using var surroundings = Detect(job.Environment);

        var found = await surroundings.FactsAsync(default);

        Assert.That(found.Facts.PullRequestNumber, Is.Null);
        Assert.That(found.Unknown?.Headline, Does.Contain(GitHubJob.Commit));
        Assert.That(found.IsRefused, Is.False);
    }

    [Test]
    public async Task LinkTarget_InAzurePipelines_IsSkippedWithTheReason()
    {
        using var surroundings = Detect(new Dictionary<string, string>(StringComparer.Ordinal) { ["TF_BUILD"] = "True" });
        using var project = new Project(Project.Sample + "\nannounce: deployment\ncomment: none\n");
        await project.RunInAsync(surroundings);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.Failure, Is.Null);
        Assert.That(project.Notes.Of(RunNoteKind.Skipped), Has.Some.Contains("Azure Pipelines has neither deployments"));
    }

    private static Task<CommentDelivery> WriteAsync(CiSurroundings surroundings) =>
        surroundings.CommentTarget!(CommentMode.Update).WriteAsync(new CommentModel { Key = "default" }, CancellationToken.None);

    private CiSurroundings Detect(Dictionary<string, string> environment) =>
        CiSurroundings.Detect(environment, _log, _commands, _redactor, TimeProvider.System);
}
