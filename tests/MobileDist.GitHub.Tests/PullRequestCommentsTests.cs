using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class PullRequestCommentsTests
{
    private Hub _hub = null!;

    [SetUp]
    public void MakeHub() => _hub = new Hub();

    [TearDown]
    public void CloseHub() => _hub.Dispose();

    [Test]
    public async Task WriteAsync_WhenNoPullRequest_IsSkipped()
    {
        var comments = new PullRequestComments(_hub.Api, new CommentOptions { Repository = "acme/shop", PullRequestNumber = null }, _hub.Time, () => 0);

        Assert.That(await comments.WriteAsync(Hub.Model("shop"), default), Is.InstanceOf<CommentDelivery.Skipped>());
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [Test]
    public async Task WriteAsync_WhenFirst_CreatesAndLaterRunsUpdate()
    {
        var first = await _hub.Comments().WriteAsync(Hub.Model("shop"), default);
        var second = await _hub.Comments().WriteAsync(Hub.Model("bank"), default);
        var again = await _hub.Comments().WriteAsync(Hub.Model("shop", run: 2), default);

        var comment = _hub.Fake.Comments.Single();
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new CommentDelivery.Written($"https://github.test/acme/shop/pull/12#issuecomment-{comment.Id}", IsNew: true)));
            Assert.That(second, Is.InstanceOf<CommentDelivery.Written>().With.Property("IsNew").False);
            Assert.That(again, Is.InstanceOf<CommentDelivery.Written>().With.Property("IsNew").False);
            Assert.That(Hub.Rows(comment), Is.EquivalentTo(new[] { KeyValuePair.Create("shop", 2L), KeyValuePair.Create("bank", 1L) }));
        });
    }

    [Test]
    public async Task WriteAsync_WhenRunIsOlder_LeavesTheNewerRow()
    {
        await _hub.Comments().WriteAsync(Hub.Model("shop", run: 7), default);

        var delivery = await _hub.Comments().WriteAsync(Hub.Model("shop", run: 6), default);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(Hub.Rows(_hub.Fake.Comments.Single()), Is.EquivalentTo(new[] { KeyValuePair.Create("shop", 7L) }));
    }

    [Test]
    public async Task WriteAsync_WhenOursIsOnALaterPage_FindsIt()
    {
        for (var other = 0; other < 230; other++)
        {
            _hub.Fake.AddComment("somebody", "User", "Looks good");
        }

        await _hub.Comments().WriteAsync(Hub.Model("shop"), default);
        await _hub.Comments().WriteAsync(Hub.Model("bank"), default);

        Assert.That(_hub.Fake.Comments, Has.Count.EqualTo(231));
        Assert.That(Hub.Rows(_hub.Fake.Comments[230]), Has.Count.EqualTo(2));
    }

    [TestCase("mallory", "User")]
    [TestCase("github-actions", "User")]
    [TestCase("other-app[bot]", "Bot")]
    public async Task WriteAsync_WhenSomebodyElsePastedOurMarker_NeverTouchesTheirs(string login, string type)
    {
        var pasted = CommentMarkdown.Render(Hub.Model("evil"));
        _hub.Fake.AddComment(login, type, pasted);

        await _hub.Comments().WriteAsync(Hub.Model("shop"), default);

        Assert.Multiple(() =>
        {
            Assert.That(_hub.Fake.Comments, Has.Count.EqualTo(2));
            Assert.That(_hub.Fake.Comments[0].Body, Is.EqualTo(pasted));
            Assert.That(Hub.Rows(_hub.Fake.Comments[1]).Keys, Is.EqualTo(new[] { "shop" }));
            Assert.That(_hub.Fake.Requests, Has.None.Matches<FakeGitHubRequest>(request => request.Method is "PATCH" or "DELETE"));
        });
    }

    [Test]
    public async Task WriteAsync_WhenOursWasDamaged_WritesItAnew()
    {
        _hub.Fake.AddComment(_hub.Fake.Viewer, "Bot", "<!-- mobiledist:comment v=1 key=default -->\nedited by hand", _hub.Fake.ViewerId);

        await _hub.Comments().WriteAsync(Hub.Model("shop"), default);

        Assert.That(Hub.Rows(_hub.Fake.Comments.Single()).Keys, Is.EqualTo(new[] { "shop" }));
    }

    [TestCase(CommentMode.Update)]
    [TestCase(CommentMode.New)]
    public async Task WriteAsync_WhenACancelledJobLeftASecondComment_TakesItInAndRemovesIt(CommentMode mode)
    {
        foreach (var app in (string[])["shop", "bank"])
        {
            _hub.Fake.AddComment(_hub.Fake.Viewer, "Bot", CommentMarkdown.Render(Hub.Model(app)), _hub.Fake.ViewerId);
        }

        await _hub.Comments(mode).WriteAsync(Hub.Model("news"), default);

        Assert.That(Hub.Rows(_hub.Fake.Comments.Single()).Keys, Is.EquivalentTo(new[] { "shop", "bank", "news" }));
    }

    [Test]
    public async Task WriteAsync_WhenKeysDiffer_KeepsOneCommentEach()
    {
        await _hub.Comments().WriteAsync(Hub.Model("shop", key: "shop"), default);
        await _hub.Comments().WriteAsync(Hub.Model("bank", key: "bank"), default);

        Assert.That(_hub.Fake.Comments.Select(comment => Hub.Rows(comment).Keys.Single()), Is.EqualTo(new[] { "shop", "bank" }));
    }

    [Test]
    public async Task WriteAsync_WhenModeIsNew_WritesOneCommentARun()
    {
        await _hub.Comments(CommentMode.New).WriteAsync(Hub.Model("shop", run: 1), default);
        await _hub.Comments(CommentMode.New).WriteAsync(Hub.Model("shop", run: 2), default);
        await _hub.Comments(CommentMode.New).WriteAsync(Hub.Model("bank", run: 2), default);

        Assert.That(_hub.Fake.Comments.Select(comment => Hub.Rows(comment).Count), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(_hub.Fake.Comments, Has.None.Matches<FakeComment>(comment => comment.IsMinimized));
    }

    [Test]
    public async Task WriteAsync_WhenModeIsHide_HidesThoseOfEarlierRunsOnce()
    {
        _hub.Fake.AddComment("mallory", "User", CommentMarkdown.Render(Hub.Model("evil", run: 1)));
        for (var run = 1; run <= 3; run++)
        {
            await _hub.Comments(CommentMode.Hide).WriteAsync(Hub.Model("shop", run: run), default);
        }

        Assert.That(_hub.Fake.Comments.Select(comment => comment.IsMinimized), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That(_hub.Fake.Requests.Count(request => request.Text.Contains("minimizeComment", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task WriteAsync_WhenRowsAreFarTooMany_StillEnds()
    {
        var rows = Enumerable.Range(0, 600).Select(number => Hub.Model($"app-{number:0000}-{Guid.NewGuid():N}{Guid.NewGuid():N}").Releases[0]);

        var delivery = await _hub.Comments().WriteAsync(new CommentModel { Key = "default", Releases = [.. rows] }, default);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_hub.Fake.Comments.Single().Body, Has.Length.LessThanOrEqualTo(CommentMarkdown.LongestComment));
    }

    private static IEnumerable<FakeGitHubFault> LostAnswers() => [new FakeGitHubFault.CutBefore(), new FakeGitHubFault.CutAfter(), new FakeGitHubFault.GatewayAfter()];

    [TestCaseSource(nameof(LostAnswers))]
    public async Task WriteAsync_WhenAnswerOfAWriteIsLost_ReadsBackAndWritesNoSecondComment(FakeGitHubFault fault)
    {
        var left = 1;
        _hub.Fake.Fault = request => request.Method is "POST" && request.Path.EndsWith("/comments", StringComparison.Ordinal) && left-- > 0 ? fault : null;
        await _hub.Comments().WriteAsync(Hub.Model("shop"), default);
        left = 1;
        _hub.Fake.Fault = request => request.Method is "PATCH" && left-- > 0 ? fault : null;
        await _hub.Comments().WriteAsync(Hub.Model("bank"), default);

        Assert.That(Hub.Rows(_hub.Fake.Comments.Single()), Has.Count.EqualTo(2));
    }

    [TestCase(true, 100)]
    [TestCase(false, 15)]
    public Task WriteAsync_WhenTwentyJobsWriteAtOnce_LosesNoRowAndLeavesOneComment(bool hasHistory, int rounds) =>
        Parallel.ForAsync(0, rounds, async (seed, _) => await RaceAsync(seed, hasHistory, faultsInAHundred: 0));

    [Test]
    public Task WriteAsync_WhenTwentyJobsWriteOverABadNetwork_LosesNoRow() =>
        Parallel.ForAsync(0, 10, async (seed, _) => await RaceAsync(seed, hasHistory: true, faultsInAHundred: 15));

    // Every way takes its own time, and all is decided by the seed: one job works at a time, in the order of the clock.
    private static async Task RaceAsync(int seed, bool hasHistory, int faultsInAHundred)
    {
        const int Jobs = 20;
        var random = new Random(seed);
        var time = new VirtualTime(Jobs);
        using var hub = new Hub(time, () => TimeSpan.FromMilliseconds(random.Next(10, 400)));
        hub.Fake.HasHistory = hasHistory;
        var stranger = hub.Fake.AddComment("mallory", "User", CommentMarkdown.Render(Hub.Model("evil")));
        var pasted = stranger.Body;
        hub.Fake.Fault = _ => random.Next(100) >= faultsInAHundred ? null : random.Next(4) switch
        {
            0 => new FakeGitHubFault.CutBefore(),
            1 => new FakeGitHubFault.CutAfter(),
            2 => new FakeGitHubFault.GatewayAfter(),
            _ => new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(503, "Service Unavailable")),
        };

        async Task<CommentDelivery> RunJob(int job)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1 + job), time);
                return await hub.Comments(jitter: random.NextDouble).WriteAsync(Hub.Model($"app-{job:00}"), default);
            }
            finally
            {
                time.Leave();
            }
        }

        var jobs = Enumerable.Range(0, Jobs).Select(RunJob).ToArray();
        var deliveries = await Task.WhenAll(jobs).WaitAsync(TimeSpan.FromSeconds(120));

        var ours = hub.Fake.Comments.Where(comment => comment != stranger).ToArray();
        Assert.That(deliveries, Is.All.InstanceOf<CommentDelivery.Written>(), $"seed {seed}");
        Assert.That(Hub.Rows(ours[0]), Has.Count.EqualTo(Jobs), $"seed {seed}");
        Assert.That(stranger.Body, Is.EqualTo(pasted));
        if (faultsInAHundred == 0)
        {
            Assert.That(ours, Has.Length.EqualTo(1), $"seed {seed}");
        }
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        const string NotAllowed = "Resource not accessible by integration";
        yield return new TestCaseData(403, NotAllowed, false, ExitCode.Refused, "permissions: { contents: read, pull-requests: write }").SetArgDisplayNames("no permission");
        yield return new TestCaseData(403, NotAllowed, true, ExitCode.Refused, "comes from a fork").SetArgDisplayNames("fork");
        yield return new TestCaseData(403, "Repository was archived so is read-only.", false, ExitCode.Refused, "is archived").SetArgDisplayNames("archived");
        yield return new TestCaseData(403, "Unable to create comment because issue is locked.", false, ExitCode.Refused, "is locked").SetArgDisplayNames("locked");
        yield return new TestCaseData(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", false, ExitCode.Unreachable, "rate limit").SetArgDisplayNames("secondary rate limit");
        yield return new TestCaseData(429, "API rate limit exceeded", false, ExitCode.Unreachable, "rate limit").SetArgDisplayNames("429");
        yield return new TestCaseData(401, "Bad credentials", false, ExitCode.Refused, "github-token").SetArgDisplayNames("bad token");
        yield return new TestCaseData(404, "Not Found", false, ExitCode.Refused, "hides it from this token").SetArgDisplayNames("not found");
        yield return new TestCaseData(410, "Gone", false, ExitCode.Refused, "hides it from this token").SetArgDisplayNames("gone");
        yield return new TestCaseData(301, "Moved Permanently", false, ExitCode.Refused, "renamed").SetArgDisplayNames("moved");
        yield return new TestCaseData(409, "Conflict", false, ExitCode.Refused, "GitHub refused").SetArgDisplayNames("conflict");
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task WriteAsync_WhenRefused_SaysWhyAndWhatToDo(int status, string message, bool isFork, ExitCode exitCode, string words)
    {
        _hub.Fake.Fault = request => request.Method is "POST" && request.Path.EndsWith("/comments", StringComparison.Ordinal)
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(status, message))
            : null;

        var failed = (CommentDelivery.Failed)await _hub.Comments(isFork: isFork).WriteAsync(Hub.Model("shop"), default);

        Assert.Multiple(() =>
        {
            Assert.That(failed.ExitCode, Is.EqualTo(exitCode));
            Assert.That(failed.Fault.Headline + failed.Fault.Remedy, Does.Contain(words).And.Contain("'acme/shop'"));
            Assert.That(failed.Fault.Details, Has.Some.EqualTo(new FaultDetail("GitHub says", message)));
            Assert.That(failed.Fault.ToString(), Does.Not.Contain(FakeGitHub.Token));
        });
    }
}
