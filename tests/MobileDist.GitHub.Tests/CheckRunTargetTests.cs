using MobileDist.PullRequests;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class CheckRunTargetTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Link = "https://builds.example.com/shop/";

    private Hub _hub = null!;

    [SetUp]
    public void MakeHub() => _hub = new Hub();

    [TearDown]
    public void CloseHub() => _hub.Dispose();

    private static CommentRelease Row(string key = "shop-android", CommentOutcome? outcome = null) => new()
    {
        Key = key,
        App = "Shop <b>\u001b[1m",
        Platform = "Android",
        Version = "1.2.0",
        BuildNumber = "42",
        Outcome = outcome ?? new CommentOutcome.Published(),
        Run = new CommentRun { Number = 100, Attempt = 1, Link = "https://github.test/acme/shop/actions/runs/100" },
        Link = new CommentLink(Link, LinkReach.Internet),
    };

    private Task<CommentDelivery> WriteAsync(CommentRelease row, string? commit = Commit) => new CheckRunTarget(
        _hub.Api, new LinkTargetOptions { Repository = FakeGitHub.Repository, Commit = commit, PullRequestNumber = 12 }).WriteAsync(row, default);

    private FakeCheckRun Only => _hub.Fake.CheckRuns.Single();

    [Test]
    public async Task WriteAsync_WhenPublished_IsACheckWithTheCommentsText()
    {
        var delivery = await WriteAsync(Row());

        Assert.Multiple(() =>
        {
            Assert.That(delivery, Is.EqualTo(new CommentDelivery.Written($"https://github.test/acme/shop/runs/{Only.Id}", IsNew: true)));
            Assert.That(Only.Sha, Is.EqualTo(Commit));
            Assert.That(Only.Name, Is.EqualTo("Install shop-android"));
            Assert.That(Only.Conclusion, Is.EqualTo("success"));
            Assert.That(Only.DetailsUrl, Is.EqualTo(Link));
            Assert.That(Only.Title, Does.EndWith("1.2.0 (42) is ready to install").And.Not.Contain("\u001b"));
            Assert.That(Only.Summary, Does.Contain(Link).And.Not.Contain("<b>"));
        });
    }

    [TestCase(WayAvailability.AfterReview, "neutral", "waits for review")]
    [TestCase(WayAvailability.No, "neutral", "cannot be installed yet")]
    public async Task WriteAsync_WhenNobodyCanInstallYet_IsNoSuccess(WayAvailability availability, string conclusion, string title)
    {
        var row = Row();
        var later = row.Way with { Title = "TestFlight", Availability = availability };

        await WriteAsync(row with { Way = later });
        await WriteAsync(Row("bank-android") with { OtherWays = [later] });

        Assert.That(_hub.Fake.CheckRuns.Select(run => run.Conclusion), Is.EqualTo(new[] { conclusion, "success" }));
        Assert.That(_hub.Fake.CheckRuns[0].Title, Does.EndWith(title));
    }

    [Test]
    public async Task WriteAsync_WhenRunAgain_ChangesTheOneThatIsThere()
    {
        await WriteAsync(Row());
        await WriteAsync(Row("bank-android"));

        var delivery = await WriteAsync(Row(outcome: new CommentOutcome.Withdrawn(DateTimeOffset.UnixEpoch, "closed")));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>().With.Property("IsNew").False);
        Assert.That(_hub.Fake.CheckRuns.Select(run => run.Conclusion), Is.EqualTo(new[] { "neutral", "success" }));
        Assert.That(_hub.Fake.CheckRuns[0].DetailsUrl, Is.EqualTo("https://github.test/acme/shop/actions/runs/100"));
    }

    [Test]
    public async Task WriteAsync_WhenTheReleaseFailed_IsAFailedCheck()
    {
        await WriteAsync(Row(outcome: new CommentOutcome.Failed("There is no key.")));

        Assert.That(Only.Conclusion, Is.EqualTo("failure"));
        Assert.That(Only.Summary, Does.Contain("There is no key"));
    }

    [Test]
    public async Task WriteAsync_WhenTheAnswerGetsLost_LeavesOne()
    {
        var cut = 1;
        _hub.Fake.Fault = request => request.Method is "POST" && cut-- > 0 ? new FakeGitHubFault.CutAfter() : null;

        Assert.That(await WriteAsync(Row()), Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_hub.Fake.CheckRuns, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task WriteAsync_WhenTheCommitIsUnknown_IsSkipped() =>
        Assert.That(await WriteAsync(Row(), commit: null), Is.InstanceOf<CommentDelivery.Skipped>());

    [Test]
    public async Task WriteAsync_WhenThePermissionIsMissing_NamesItsLine()
    {
        _hub.Fake.Fault = _ => new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration"));

        var failed = (CommentDelivery.Failed)await WriteAsync(Row());

        Assert.That(failed.Fault.Remedy, Does.Contain("checks: write"));
    }
}
