using MobileDist.PullRequests;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class DeploymentTargetTests
{
    private const string Link = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/shop-android.apk";

    private Hub _hub = null!;

    [SetUp]
    public void MakeHub() => _hub = new Hub();

    [TearDown]
    public void CloseHub() => _hub.Dispose();

    private static CommentRelease Row(long run = 100, CommentOutcome? outcome = null, string link = Link, LinkReach reach = LinkReach.Internet) => new()
    {
        Key = "shop-android",
        App = "Shop",
        Platform = "Android",
        Version = "1.2.0",
        BuildNumber = "42",
        Outcome = outcome ?? new CommentOutcome.Published(),
        Run = new CommentRun { Number = run, Attempt = 1, Link = $"https://github.test/acme/shop/actions/runs/{run}" },
        Link = new CommentLink(link, reach),
    };

    private Task<CommentDelivery> WriteAsync(CommentRelease row, char commit = 'a', int? pullRequest = 12, bool isFork = false) => new DeploymentTarget(
        _hub.Api,
        new LinkTargetOptions
        {
            Repository = FakeGitHub.Repository,
            Commit = new string(commit, 40),
            PullRequestNumber = pullRequest,
            ServerAddress = "https://github.test",
            IsFork = isFork,
        }).WriteAsync(row, default);

    private int Writes => _hub.Fake.Requests.Count(request => request.Method is "POST");

    [Test]
    public async Task WriteAsync_WhenPublished_DeploysTheCommitWithTheLink()
    {
        var delivery = (CommentDelivery.Written)await WriteAsync(Row());

        var deployment = _hub.Fake.Deployments.Single();
        Assert.Multiple(() =>
        {
            Assert.That(delivery, Is.EqualTo(new CommentDelivery.Written("https://github.test/acme/shop/deployments", IsNew: true)));
            Assert.That(deployment.Environment, Is.EqualTo("shop-android-pr-12"));
            Assert.That(deployment.Sha, Is.EqualTo(new string('a', 40)));
            Assert.That(deployment.Description, Is.EqualTo("Shop 1.2.0 (42)"));
            Assert.That(deployment.Statuses.Single(), Is.EqualTo(new FakeDeploymentStatus(
                deployment.Statuses[0].Id, "success", Link, "https://github.test/acme/shop/actions/runs/100")));
        });
    }

    [Test]
    public async Task WriteAsync_OutsideOfAPullRequest_NamesTheEnvironmentAfterTheApp()
    {
        await WriteAsync(Row(), pullRequest: null);

        Assert.That(_hub.Fake.Deployments.Single().Environment, Is.EqualTo("shop-android"));
    }

    [Test]
    public async Task WriteAsync_WhenRunAgain_LeavesOneDeploymentAndOneStep()
    {
        await WriteAsync(Row());

        var delivery = await WriteAsync(Row());

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>().With.Property("IsNew").False);
        Assert.That(_hub.Fake.Deployments.Single().Statuses, Has.Count.EqualTo(1));
        Assert.That(Writes, Is.EqualTo(2));
    }

    [Test]
    public async Task WriteAsync_WhenPushedAgain_EndsTheEarlierDeployment()
    {
        await WriteAsync(Row());

        await WriteAsync(Row(run: 101), 'b');

        Assert.That(_hub.Fake.Deployments.Select(deployment => deployment.State), Is.EqualTo(new[] { "inactive", "success" }));
    }

    [Test]
    public async Task WriteAsync_WhenALaterRunHasDeployed_LeavesThatActive()
    {
        await WriteAsync(Row(run: 101), 'b');

        var delivery = await WriteAsync(Row());

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Skipped>().With.Property("Reason").Contains("later run"));
        Assert.That(_hub.Fake.Deployments.Single().State, Is.EqualTo("success"));
    }

    [Test]
    public async Task WriteAsync_WhenAnswersGetLost_LooksBeforeItWritesAgain()
    {
        var cut = 2;
        _hub.Fake.Fault = request => request.Method is "POST" && cut-- > 0 ? new FakeGitHubFault.CutAfter() : null;

        var delivery = await WriteAsync(Row());

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_hub.Fake.Deployments.Single().State, Is.EqualTo("success"));
    }

    [Test]
    public async Task WriteAsync_WhenTheFirstStepFailed_TheNextRunMakesUpForIt()
    {
        _hub.Fake.Fault = request => request.Path.EndsWith("/statuses", StringComparison.Ordinal) && request.Method is "POST"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(422, "Validation Failed"))
            : null;
        Assert.That(await WriteAsync(Row()), Is.InstanceOf<CommentDelivery.Failed>());
        _hub.Fake.Fault = _ => null;

        await WriteAsync(Row());

        Assert.That(_hub.Fake.Deployments.Single().State, Is.EqualTo("success"));
    }

    [Test]
    public async Task WriteAsync_WhenWithdrawn_EndsWhatIsActive()
    {
        await WriteAsync(Row());
        await WriteAsync(Row(run: 101), 'b');
        var withdrawn = Row(run: 102, outcome: new CommentOutcome.Withdrawn(DateTimeOffset.UnixEpoch, "closed"));

        var first = await WriteAsync(withdrawn, 'b');
        var second = await WriteAsync(withdrawn, 'b');

        Assert.That(first, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(second, Is.InstanceOf<CommentDelivery.Skipped>());
        Assert.That(_hub.Fake.Deployments.Select(deployment => deployment.State), Has.All.EqualTo("inactive"));
    }

    [Test]
    public async Task WriteAsync_WhenTheEnvironmentHasDeploymentsOfOthers_MindsThemNot()
    {
        await WriteAsync(Row());
        _hub.Fake.AddDeployment("shop-android-pr-12", "\"a text\"");
        _hub.Fake.AddDeployment("shop-android-pr-12", "{\"run\":\"x\"}");

        Assert.That(await WriteAsync(Row(run: 101), 'b'), Is.InstanceOf<CommentDelivery.Written>());
    }

    [Test]
    public async Task WriteAsync_WhenTheLinkIsAFile_IsSkipped()
    {
        var delivery = await WriteAsync(Row(link: "file:///builds/site/index.html", reach: LinkReach.ThisComputer));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Skipped>());
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [Test]
    public async Task WriteAsync_WhenTheReleaseFailed_IsSkipped() =>
        Assert.That(await WriteAsync(Row(outcome: new CommentOutcome.Failed("No key."))), Is.InstanceOf<CommentDelivery.Skipped>());

    [Test]
    public async Task WriteAsync_WhenThePermissionIsMissing_NamesItsLine()
    {
        _hub.Fake.Fault = request => request.Method is "POST"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration", ("x-accepted-github-permissions", "deployments=write")))
            : null;

        var failed = (CommentDelivery.Failed)await WriteAsync(Row());

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(failed.Fault.Remedy, Does.Contain("deployments: write"));
    }

    [Test]
    public async Task WriteAsync_WhenTheAppHasALongName_StaysWithinTheLimit()
    {
        Assert.That(await WriteAsync(Row() with { App = new string('x', 300) }), Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_hub.Fake.Deployments.Single().Description, Is.EqualTo("shop-android"));
    }
}
